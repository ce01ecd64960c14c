import type { Activity, TurnContext } from "botbuilder";
import { diagnosisCard } from "../cards/diagnosis.js";
import { inDialog } from "../cards/dialog.js";
import { unexplainedCard } from "../cards/dialog-notice.js";
import type { Card } from "../cards/fit.js";
import type { Bounce } from "../explain.js";
import type { Log } from "../log.js";
import type { CaseStore } from "../tickets/case-store.js";
import type { TicketDesk } from "../tickets/helpdesk.js";
import { personOf } from "./activity.js";
import { note } from "./answers.js";
import { caseCard } from "./case-card.js";
import { dialogCard } from "./dialog-card.js";
import { type MessageRequest, parseMessage } from "./extension-request.js";
import { dialog, type ExtensionReply } from "./invoke-reply.js";
import { keepAnswer, placeOfMessage } from "./message-case.js";
import type { ExplainAll } from "./read-message.js";
import { readPayload } from "./read-payload.js";
import { withTimeLimit } from "./time-limit.js";

export interface MessageExplainerOptions {
  readonly explain: ExplainAll;
  readonly cases: CaseStore;
  readonly desk: TicketDesk;
  readonly log: Log;
}

const UNKNOWN = "I don't know this command. Perhaps the app needs an update.";

/** For the database. */
const KEEP_LIMIT_MS = 700;

/** "Explain this bounce", on a message of anybody's: the answer in a dialog, for the one who asked. */
export function createMessageExplainer({
  explain,
  cases,
  desk,
  log,
}: MessageExplainerOptions): (context: TurnContext) => Promise<ExtensionReply> {
  return async ({ activity }) => {
    const message = parseMessage(activity.value);
    if (!message) return { task: { type: "message", value: UNKNOWN } };
    const found = await readPayload(message, explain);
    if (!("ndr" in found)) return dialog(unexplainedCard(found, message.hasFile));
    note(log, found);
    return dialog(await answer(activity, message, found));
  };

  /** The answer and its buttons; where the database is down the answer alone. */
  async function answer(activity: Activity, message: MessageRequest, found: Bounce): Promise<Card> {
    try {
      return await withTimeLimit(keepAndDraw(activity, message, found), KEEP_LIMIT_MS);
    } catch (error) {
      log.error({ err: error }, "case not kept, answered without buttons");
      return inDialog(diagnosisCard({ explanation: found, helpdesk: "unreachable" }), {});
    }
  }

  async function keepAndDraw(
    activity: Activity,
    message: MessageRequest,
    found: Bounce,
  ): Promise<Card> {
    const place = placeOfMessage(activity, message);
    const person = personOf(activity);
    const opened = await keepAnswer(cases, place, message.id, person, found);
    return dialogCard({ cases, desk }, opened, await caseCard(opened, desk));
  }
}
