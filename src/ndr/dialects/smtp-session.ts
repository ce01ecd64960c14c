import type { BounceMail } from "../../intake/bounce-mail.js";
import { findAddress } from "../address.js";
import type { Ndr, RecipientReport } from "../ndr.js";
import { serverWords } from "../server-words.js";
import { findReplyCode } from "../smtp-reply.js";
import { findStatusCode } from "../status-code.js";

/**
 * A conversation of two servers that went wrong, as Postfix sends it to its postmaster: "In:" and
 * "Out:" before each command and reply. Of a command's reply it tells whom it concerns.
 */
export function parseSmtpSession({ text }: BounceMail): Ndr | undefined {
  const turns = readTurns(text);
  if (turns.length < 3) return undefined;
  const rcpts: { address: string; refusal?: string | undefined }[] = [];
  let command = "";
  let sender: string | undefined;
  for (const { isReply, said } of turns) {
    if (!isReply) {
      command = said;
      const address = RCPT.test(said) ? findAddress(said) : undefined;
      if (address !== undefined) rcpts.push({ address });
      if (/^mail from:/i.test(said)) sender = findAddress(said);
    } else if (/^[45]\d\d\b/.test(said)) {
      // What is said to DATA or behind the mail concerns everybody who was taken till then.
      const concerned = RCPT.test(command) ? rcpts.slice(-1) : rcpts;
      for (const rcpt of concerned) rcpt.refusal ??= said;
    }
  }
  const recipients = rcpts.flatMap(({ address, refusal }) =>
    refusal === undefined ? [] : [toReport(address, refusal)],
  );
  return recipients.length === 0
    ? undefined
    : { parsedBy: "transcript", sender, recipients, humanLines: [] };
}

const RCPT = /^rcpt to:/i;
const TURN = /^[ \t]*(In|Out):[ \t]+(.*)$/;

/** A session of more lines is somebody's log. */
const MAX_LINES = 1000;

interface Turn {
  readonly isReply: boolean;
  readonly said: string;
}

/** Long lines are wrapped and indented. */
function readTurns(text: string): readonly Turn[] {
  const turns: { isReply: boolean; said: string }[] = [];
  for (const line of text.split("\n", MAX_LINES)) {
    const [, who, said = ""] = TURN.exec(line.slice(0, 1000)) ?? [];
    const last = turns.at(-1);
    if (who !== undefined) turns.push({ isReply: who === "Out", said });
    else if (last && /^[ \t]{4,}\S/.test(line)) last.said += ` ${line.trim().slice(0, 1000)}`;
    else if (last && line.trim() !== "") break;
  }
  return turns;
}

function toReport(address: string, refusal: string): RecipientReport {
  return {
    finalRecipient: address,
    status: findStatusCode(refusal),
    replyCode: findReplyCode(refusal),
    diagnosticCode: serverWords(refusal),
  };
}
