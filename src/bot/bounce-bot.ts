import { createHash } from "node:crypto";

import {
  type Activity,
  type InvokeResponse,
  TeamsActivityHandler,
  TeamsInfo,
  type TurnContext,
} from "botbuilder";
import type { Card } from "../cards/fit.js";
import { helpCard, welcomeCard } from "../cards/notice.js";
import { helpHereCard } from "../cards/withheld.js";
import type { Sightings } from "../tickets/sightings.js";
import type { Log } from "../log.js";
import {
  channelDataOf,
  channelOf,
  isInChannel,
  isPersonal,
  personOf,
  placeOf,
} from "./activity.js";
import type { Answers } from "./answers.js";
import { parseCardAction, parseInvoke, type CardAction } from "./card-actions.js";
import type { Pressed, Presser } from "./buttons.js";
import {
  type HelpdeskCommand,
  isTicketCommand,
  parseCommand,
  type TicketCommand,
} from "./commands.js";
import { textWithoutMention } from "./mentions.js";
import { cardMessage, plainMessage, redrawCard } from "./message.js";
import { parsePeopleCommand, type PeopleCommand } from "./people-grammar.js";
import type { MessageExtension } from "./message-extension.js";
import { isEmpty, saidIn } from "./said.js";
import type { WayBack } from "./way-back.js";

export interface BounceBotParts {
  readonly answers: Answers;
  readonly press: (action: CardAction, presser: Presser) => Promise<Pressed>;
  readonly extension: MessageExtension;
  readonly helpdeskCommand: (context: TurnContext, command: HelpdeskCommand) => Promise<void>;
  readonly ticketCommand: (context: TurnContext, command: TicketCommand) => Promise<void>;
  readonly wayBack: WayBack;
  readonly peopleCommand: (context: TurnContext, command: PeopleCommand) => Promise<void>;
  readonly knowledgeCommand: (context: TurnContext) => Promise<void>;
  readonly sightings: Sightings;
  /** The address of the bot's own chat, where it has one. */
  readonly chat?: string | undefined;
  readonly log: Log;
}

/** Tells what an activity is and hands it to who can answer it. */
export class BounceBot extends TeamsActivityHandler {
  readonly #parts: BounceBotParts;

  constructor(parts: BounceBotParts) {
    super();
    this.#parts = parts;
  }

  protected override async onMessageActivity(context: TurnContext): Promise<void> {
    const { activity } = context;
    if (!(await this.#isFirst(activity.conversation.id, activity.id))) return;
    const { value } = activity as { readonly value?: unknown };
    // A button on a client too old for Action.Execute sends a message without text.
    if (typeof value === "object" && value !== null) return this.#pressOnOldClient(context, value);
    const text = textWithoutMention(activity);
    const about = parsePeopleCommand(text);
    if (about) return this.#parts.peopleCommand(context, about);
    const command = parseCommand(text);
    if (command === "help") {
      await context.sendActivity(cardMessage(helpCard()));
    } else if (command === "knowledge") {
      await this.#parts.knowledgeCommand(context);
    } else if (command && isTicketCommand(command)) {
      await this.#parts.ticketCommand(context, command);
    } else if (command) {
      await this.#parts.helpdeskCommand(context, command);
    } else if (isEmpty(saidIn(activity))) {
      const help = isPersonal(activity) ? helpCard() : helpHereCard(this.#parts.chat);
      await context.sendActivity(cardMessage(help));
    } else if (!(await this.#parts.wayBack.takeAnswer(context))) {
      await this.#showTyping(context);
      await this.#parts.answers.answer(context);
    }
  }

  protected override async onMessageUpdateActivity(context: TurnContext): Promise<void> {
    const { activity } = context;
    if (channelDataOf(activity).eventType !== "editMessage") return;
    if (!(await this.#isFirst(activity.conversation.id, idOfEdit(activity)))) return;
    if (!isEmpty(saidIn(activity))) await this.#parts.answers.redraw(context);
  }

  /** Ahead of the SDK, which answers a button it cannot read with HTTP 400, or throws. */
  protected override async onInvokeActivity(context: TurnContext): Promise<InvokeResponse> {
    const { name, value } = context.activity as {
      readonly name?: string;
      readonly value?: unknown;
    };
    const reply = await this.#parts.extension(context);
    if (reply) return { status: 200, body: reply };
    if (name !== "adaptiveCard/action") return super.onInvokeActivity(context);
    const pressed = await this.#press(parseInvoke(value), context);
    return { status: 200, body: asResponse(pressed) };
  }

  protected override async onInstallationUpdateActivity(context: TurnContext): Promise<void> {
    if (context.activity.action === "add") await this.#welcome(context);
  }

  protected override async onConversationUpdateActivity(context: TurnContext): Promise<void> {
    const { membersAdded, recipient } = context.activity;
    if (membersAdded?.some((member) => member.id === recipient.id)) await this.#welcome(context);
  }

  /** Teams tells of one installation twice, as an installation and as a new member, and not always in one channel. */
  async #welcome(context: TurnContext): Promise<void> {
    const place = placeOf(context.activity);
    const whom = channelDataOf(context.activity).team?.id ?? channelOf(place.conversation);
    if (!(await this.#parts.sightings.firstGreeting({ ...place, conversation: whom }))) return;
    const addedBy = isPersonal(context.activity) ? undefined : await nameOfSender(context);
    await context.sendActivity(cardMessage(welcomeCard(addedBy)));
  }

  /** A channel shows nobody typing. Where it cannot be shown, the answer is what matters. */
  async #showTyping(context: TurnContext): Promise<void> {
    if (isInChannel(context.activity)) return;
    try {
      await context.sendActivity({ type: "typing" });
    } catch (error) {
      this.#parts.log.warn({ err: error }, "typing not shown");
    }
  }

  async #press(action: CardAction | undefined, context: TurnContext): Promise<Pressed> {
    if (!action) return { kind: "message", text: UNKNOWN_BUTTON };
    return this.#parts.press(action, presserOf(context));
  }

  async #pressOnOldClient(context: TurnContext, value: object): Promise<void> {
    const { verb } = value as { readonly verb?: unknown };
    const action = parseCardAction(verb, value);
    // Here the answer is a message for all to read.
    if (action?.verb === "open" && !isPersonal(context.activity)) {
      await context.sendActivity(plainMessage(OPENS_IN_CHAT));
      return;
    }
    const pressed = await this.#press(action, context);
    if (pressed.kind === "message") await context.sendActivity(plainMessage(pressed.text));
    else if (context.activity.replyToId)
      await redrawCard(context, context.activity.replyToId, pressed.card);
    else await context.sendActivity(cardMessage(pressed.card));
  }

  /** Teams delivers again what it believes was lost. With the database down we answer twice rather than never. */
  async #isFirst(conversation: string, activity: string | undefined): Promise<boolean> {
    if (!activity) return true;
    try {
      return await this.#parts.sightings.firstSight(conversation, activity);
    } catch (error) {
      this.#parts.log.error({ err: error }, "cannot tell whether this was answered before");
      return true;
    }
  }
}

/** An edit has no id of its own: the same words at the same time are the same edit. */
function idOfEdit({ id, timestamp, text, attachments }: Activity): string {
  const edit = JSON.stringify([timestamp, text, attachments]);
  return `${id ?? ""}@${createHash("sha256").update(edit).digest("base64url")}`;
}

const OPENS_IN_CHAT = "I show tickets in our own chat: write “ticket” and its number there.";
const UNKNOWN_BUTTON = "I don't know this button any more. Please paste the bounce again.";

function presserOf(context: TurnContext): Presser {
  const { tenant, conversation } = placeOf(context.activity);
  const post = async (card: Card) => (await context.sendActivity(cardMessage(card)))?.id;
  return { person: personOf(context.activity), tenant, conversation, post };
}

/** Always 200, inside and out: for anything else Teams shows words of its own. */
function asResponse(pressed: Pressed): { statusCode: number; type: string; value: Card | string } {
  switch (pressed.kind) {
    case "card":
      return {
        statusCode: 200,
        type: "application/vnd.microsoft.card.adaptive",
        value: pressed.card,
      };
    case "message":
      return {
        statusCode: 200,
        type: "application/vnd.microsoft.activity.message",
        value: pressed.text,
      };
  }
}

/** Who added the bot; the activity itself often carries an id only. */
async function nameOfSender(context: TurnContext): Promise<string | undefined> {
  const { name, id } = context.activity.from;
  if (name) return name;
  try {
    return (await TeamsInfo.getMember(context, id)).name;
  } catch {
    // Not a member, or an app did it: the welcome is as good without a name.
    return undefined;
  }
}
