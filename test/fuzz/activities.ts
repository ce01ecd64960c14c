import fc from "fast-check";
import { page } from "./pages.js";
import { paste } from "./pastes.js";
import { anyText } from "./words.js";

const anything = fc.anything({ maxDepth: 2, maxKeys: 3 });

/** Mostly what belongs there, now and then anything. */
function mostly<T>(usual: fc.Arbitrary<T>): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 12, arbitrary: usual }, { weight: 1, arbitrary: anything });
}

const account = fc.record(
  { id: mostly(fc.constantFrom("29:1kim", "28:ndr-bot", "")), name: mostly(anyText) },
  { requiredKeys: ["id"] },
);

const mention = fc.record(
  {
    type: mostly(fc.constant("mention")),
    text: mostly(fc.constantFrom("<at>NDR Bot</at>", "<at>Kim", "")),
    mentioned: mostly(account),
  },
  { requiredKeys: [] },
);

const attachment = fc.record(
  {
    contentType: mostly(
      fc.constantFrom("text/html", "application/vnd.microsoft.teams.file.download.info"),
    ),
    content: mostly(page),
    name: mostly(anyText),
  },
  { requiredKeys: [] },
);

const said = fc
  .tuple(
    fc.constantFrom("", "<at>NDR Bot</at> ", '<at id="0">Kim</at>', "<at><at>x</at></at>"),
    paste,
  )
  .map(([before, text]) => before + text);

/** A message as Teams posts it, or as somebody does who is not Teams. */
export const activity = fc.record(
  {
    type: mostly(fc.constant("message")),
    channelId: mostly(fc.constant("msteams")),
    serviceUrl: mostly(fc.constantFrom("https://smba.example/emea/", "ftp://x", "http://[")),
    conversation: mostly(account),
    from: mostly(account),
    recipient: mostly(account),
    text: mostly(said),
    timestamp: mostly(fc.constantFrom("2026-11-28T12:00:00Z", "never")),
    attachments: mostly(fc.array(mostly(attachment), { maxLength: 4 })),
    entities: mostly(fc.array(mostly(mention), { maxLength: 4 })),
  },
  { requiredKeys: ["type", "channelId", "serviceUrl", "conversation", "from", "recipient"] },
);

/** What a pressed button says, or claims to. */
export const buttonData = fc.record({
  verb: mostly(
    fc.constantFrom("escalate", "tell", "send", "claim", "resolve", "back", "__proto__"),
  ),
  data: mostly(
    fc.record(
      {
        case: mostly(fc.constant("a-case")),
        answer: mostly(anyText),
        note: mostly(anyText),
        ticket: mostly(fc.oneof(fc.integer(), fc.double(), fc.constant("12"))),
        version: mostly(fc.integer()),
        verb: anything,
      },
      { requiredKeys: [] },
    ),
  ),
});
