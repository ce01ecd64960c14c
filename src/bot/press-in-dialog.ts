import type { Activity, TurnContext } from "botbuilder";
import { lostCard, postingCard, sentenceCard } from "../cards/dialog-notice.js";
import type { Card } from "../cards/fit.js";
import { insertableAnswer } from "../cards/insertable.js";
import type { CaseStore } from "../tickets/case-store.js";
import type { TicketDesk } from "../tickets/helpdesk.js";
import type { Case } from "../tickets/ticket.js";
import { channelOf, personOf, placeOf } from "./activity.js";
import { isBotThere } from "./bot-presence.js";
import type { Pressed, Presser } from "./buttons.js";
import type { CardAction } from "./card-actions.js";
import { dialogCard } from "./dialog-card.js";
import { parseMessage, parsePress } from "./extension-request.js";
import { dialog, type ExtensionReply, toInsert } from "./invoke-reply.js";
import { findCases, placeOfMessage } from "./message-case.js";
import type { AnswerPoster } from "./post-answer.js";

export interface DialogButtonsOptions {
  readonly cases: CaseStore;
  readonly desk: TicketDesk;
  readonly poster: AnswerPoster;
  /** Carries out the buttons that cards have in a chat too. */
  readonly press: (action: CardAction, presser: Presser) => Promise<Pressed>;
}

/** The others are on cards in a chat only. */
const OFFERED: readonly CardAction["verb"][] = [
  "escalate",
  "something-else",
  "follow",
  "back",
  "tell",
  "review",
  "send",
];
/** After these they wait for news. */
const ASKING: readonly CardAction["verb"][] = [
  "escalate",
  "something-else",
  "follow",
  "review",
  "send",
];
const postsNothing = () => Promise.resolve(undefined);

const WILL_TELL = "I post in this thread what becomes of it, for everybody here to see.";
const CANNOT_TELL =
  "I'm not in this chat, so I can't say here what becomes of it. The helpdesk sees your name.";

/** Answers what is pressed in the dialog of "Explain this bounce". Teams waits five seconds. */
export function createDialogButtons({
  cases,
  desk,
  poster,
  press,
}: DialogButtonsOptions): (context: TurnContext) => Promise<ExtensionReply> {
  return async (context) => {
    const { activity } = context;
    const pressed = parsePress(activity.value);
    switch (pressed?.verb) {
      case undefined:
        return dialog(lostCard());
      case "added":
        return post(await findOwn(activity));
      case "post":
        return post(await findTheirs(pressed.case, activity));
      case "hand-over":
        return handOver(await findTheirs(pressed.case, activity));
      case "card":
        return dialog(await carryOut(pressed.action, context));
    }
  };

  /** Their case about the message that the dialog was opened on. */
  async function findOwn(activity: Activity): Promise<Case | undefined> {
    const message = parseMessage(activity.value);
    if (!message) return undefined;
    const known = await findCases(cases, placeOfMessage(activity, message), message.id);
    return known.find(({ asker }) => asker.id === personOf(activity).id);
  }

  /** A dialog is its opener's alone, so nobody else has its buttons, and nobody has them elsewhere. */
  async function findTheirs(id: string, activity: Activity): Promise<Case | undefined> {
    const opened = await cases.findCase(id);
    const here = placeOf(activity);
    const isTheirs =
      opened?.asker.id === personOf(activity).id &&
      opened.place.tenant === here.tenant &&
      channelOf(opened.place.conversation) === channelOf(here.conversation);
    return isTheirs ? opened : undefined;
  }

  async function post(opened: Case | undefined): Promise<ExtensionReply> {
    if (!opened) return dialog(lostCard());
    return dialog(postingCard(await poster.post(opened), opened.id));
  }

  function handOver(opened: Case | undefined): ExtensionReply {
    if (!opened || !("ndr" in opened.explanation)) return dialog(lostCard());
    return toInsert([insertableAnswer(opened.explanation)]);
  }

  async function carryOut(action: CardAction, context: TurnContext): Promise<Card> {
    const { activity } = context;
    const isOffered = "case" in action && OFFERED.includes(action.verb);
    const opened = isOffered ? await findTheirs(action.case, activity) : undefined;
    if (!opened) return lostCard();
    const { tenant, conversation } = opened.place;
    const presser = { person: personOf(activity), tenant, conversation, post: postsNothing };
    const pressed = await press(action, presser);
    if (pressed.kind === "message") return sentenceCard(pressed.text, opened.id);
    const isAsking = ASKING.includes(action.verb);
    const remarks = isAsking ? [(await isBotThere(context)) ? WILL_TELL : CANNOT_TELL] : [];
    return dialogCard({ cases, desk }, opened, pressed.card, remarks);
  }
}
