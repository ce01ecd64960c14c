/** What Teams posts to the bot, in the shapes that were recorded from it. */

export interface Someone {
  /** Teams' id, different for each bot. */
  readonly id: string;
  readonly name: string;
  /** The Entra object id, the same everywhere. */
  readonly aadObjectId: string;
}

export interface Team {
  readonly id: string;
  readonly name: string;
}

/** Where something is said. */
export interface Chat {
  readonly conversation: Readonly<Record<string, unknown>> & { readonly id: string };
  readonly channelData: Readonly<Record<string, unknown>>;
}

export type ActivityJson = Readonly<Record<string, unknown>>;

export const TENANT = "8e1bf2a0-tenant";
export const BOT = { id: "28:ndr-bot", name: "NDR Bot" };

const someone = (name: string): Someone => {
  const [first = ""] = name.toLowerCase().split(" ");
  return { id: `29:1${first}`, name, aadObjectId: `entra-${first}` };
};
/** Asks. */
export const KIM = someone("Kim Larsen");
/** Owns the helpdesk's team. */
export const OLA = someone("Ola Owner");
/** Answer at the helpdesk. */
export const ANA = someone("Ana Agent");
export const BO = someone("Bo Agent");
/** Is a guest in the helpdesk's team. */
export const GUS = someone("Gus Guest");

export const MAIL_TEAM: Team = { id: "19:mail@thread.tacv2", name: "Mail team" };
export const SALES_TEAM: Team = { id: "19:sales@thread.tacv2", name: "Sales team" };
/** The channel that is the helpdesk; in `MAIL_TEAM`. */
export const HELPDESK = "19:helpdesk@thread.tacv2";
/** Another channel of that team. */
export const OUTAGES = "19:outages@thread.tacv2";

/** Somebody's own chat with the bot. */
export function chatOf(person: Someone, tenant = TENANT): Chat {
  return {
    conversation: { conversationType: "personal", tenantId: tenant, id: `a:1${person.id}` },
    channelData: { tenant: { id: tenant } },
  };
}

export function groupChat(id = "19:group@thread.v2"): Chat {
  return {
    conversation: { isGroup: true, conversationType: "groupChat", tenantId: TENANT, id },
    channelData: { tenant: { id: TENANT } },
  };
}

/** A thread of a channel; `root` is the id of its first message. */
export function threadOf(
  channel: string,
  root: string,
  { team = MAIL_TEAM, tenant = TENANT } = {},
): Chat {
  return {
    conversation: {
      isGroup: true,
      conversationType: "channel",
      tenantId: tenant,
      id: `${channel};messageid=${root}`,
    },
    channelData: {
      teamsChannelId: channel,
      teamsTeamId: team.id,
      channel: { id: channel },
      team: { id: team.id },
      tenant: { id: tenant },
    },
  };
}

let said = 0;

function activity(from: Someone, chat: Chat, changes: ActivityJson): ActivityJson {
  return {
    id: `17664599630${(said += 1)}`,
    timestamp: "2026-11-21T08:00:00.000Z",
    channelId: "msteams",
    from,
    recipient: BOT,
    entities: [CLIENT],
    ...chat,
    ...changes,
  };
}

const CLIENT = {
  locale: "en-US",
  country: "US",
  platform: "Windows",
  timezone: "Europe/Berlin",
  type: "clientInfo",
};

/** A message, with what Teams sends beside it where it was pasted as rich text. */
export function message(
  from: Someone,
  chat: Chat,
  text: string | undefined,
  changes: ActivityJson & { readonly html?: string } = {},
): ActivityJson {
  const { html, ...others } = changes;
  const attachments =
    html === undefined ? {} : { attachments: [{ contentType: "text/html", content: html }] };
  return activity(from, chat, {
    type: "message",
    text,
    textFormat: "plain",
    ...attachments,
    ...others,
  });
}

/** Messages that were forwarded, below a word of the person who did: no author, no time. */
export function forwarded(
  from: Someone,
  chat: Chat,
  comment: string,
  ...originals: readonly string[]
): ActivityJson {
  const blocks = originals.map(
    (html) =>
      `<blockquote itemscope="" itemtype="http://schema.skype.com/Forward" itemid="1">${html}</blockquote>`,
  );
  const flat = originals.map((html) => html.replace(/<[^<>]*>/g, " "));
  return message(from, chat, [comment, ...flat].join(" "), {
    html: `<p>${comment}</p>${blocks.join("")}`,
  });
}

/** A reply to a message of which Teams hands over the beginning. */
export function replied(
  from: Someone,
  chat: Chat,
  text: string,
  { preview = "", author = "8:orgid:entra-ana" } = {},
): ActivityJson {
  const block = `<blockquote itemscope="" itemtype="http://schema.skype.com/Reply" itemid="1766459963016"><strong itemprop="mri" itemid="${author}">Ana Agent</strong><span itemprop="time" itemid="1766459963016"></span><p itemprop="preview">${preview}</p></blockquote>`;
  return message(from, chat, `<quoted messageId="1766459963016"/> ${text}`, {
    html: `${block}<p>${text}</p>`,
    entities: [
      CLIENT,
      {
        type: "quotedReply",
        quotedReply: {
          messageId: "1766459963016",
          senderId: author,
          senderName: "Ana Agent",
          preview,
          time: "1766459963016",
          isReplyDeleted: false,
          validatedMessageReference: true,
        },
      },
    ],
  });
}

export const mentionOf = (someone: { readonly id: string; readonly name: string }) => ({
  mentioned: { id: someone.id, name: someone.name },
  text: `<at>${someone.name}</at>`,
  type: "mention",
});

/** A message that mentions the bot, as it must in a channel or group. */
export function mention(
  from: Someone,
  chat: Chat,
  text: string,
  changes: ActivityJson & { readonly html?: string } = {},
): ActivityJson {
  return message(from, chat, `<at>${BOT.name}</at> ${text}`, {
    entities: [mentionOf(BOT), CLIENT],
    ...changes,
  });
}

/** The same message after its author has edited it. */
export function edited(
  original: ActivityJson,
  text: string,
  timestamp = "2026-11-21T08:05:00.000Z",
): ActivityJson {
  return {
    ...original,
    type: "messageUpdate",
    timestamp,
    text,
    attachments: undefined,
    channelData: { ...(original["channelData"] as object), eventType: "editMessage" },
  };
}

/** A button with Action.Execute; its answer is the response to this invoke. */
export function press(from: Someone, chat: Chat, verb: unknown, data: unknown): ActivityJson {
  return activity(from, chat, {
    type: "invoke",
    name: "adaptiveCard/action",
    value: { action: { type: "Action.Execute", verb, data }, trigger: "manual" },
  });
}

/** The same button on a client that knows Action.Submit only: a message without text. */
export function submit(
  from: Someone,
  chat: Chat,
  card: string,
  verb: string,
  data: object,
): ActivityJson {
  return activity(from, chat, { type: "message", value: { verb, ...data }, replyToId: card });
}

/** A file as Teams offers it in a personal chat. */
export interface SentFile {
  readonly name: string;
  readonly url: string;
}

/** Files sent in a personal chat, with or without a word. */
export function sendFiles(
  from: Someone,
  chat: Chat,
  files: readonly SentFile[],
  text?: string,
): ActivityJson {
  const twin = { contentType: "text/html", content: `<p>${text ?? ""}</p>` };
  const attachments = files.map(({ name, url }) => ({
    contentType: "application/vnd.microsoft.teams.file.download.info",
    contentUrl: `https://contoso.sharepoint.example/personal/kim/${name}`,
    name,
    content: { downloadUrl: url, uniqueId: "1150d938", fileType: name.replace(/^.*\./, "") },
  }));
  return message(from, chat, text, {
    attachments: text === undefined ? attachments : [...attachments, twin],
  });
}

/** Pictures pasted between the words of a message. */
export function sendPictures(
  from: Someone,
  chat: Chat,
  urls: readonly string[],
  text = "",
): ActivityJson {
  const pictures = urls.map((contentUrl) => ({ contentType: "image/*", contentUrl }));
  const content = `<p>${text}</p><img src="${urls[0] ?? ""}" itemtype="http://schema.skype.com/AMSImage">`;
  return message(from, chat, text, {
    attachments: [...pictures, { contentType: "text/html", content }],
  });
}

/** Teams tells of one installation twice: so … */
export function installed(from: Someone, chat: Chat, action = "add"): ActivityJson {
  return activity({ ...from, name: "" }, chat, { type: "installationUpdate", action });
}

/** … and so. */
export function joined(from: Someone, chat: Chat, ...members: readonly string[]): ActivityJson {
  return activity({ ...from, name: "" }, chat, {
    type: "conversationUpdate",
    membersAdded: members.map((id) => ({ id })),
  });
}

/** What Teams tells of a message that a command was used on; `undefined` leaves a field out. */
export function messagePayload(html: string, changes: ActivityJson = {}): ActivityJson {
  return {
    linkToMessage: "https://teams.microsoft.com/l/message/19:x@thread.tacv2/1611060744833",
    id: "1611060744833",
    replyToId: null,
    createdDateTime: "2026-11-21T07:52:24.833Z",
    lastModifiedDateTime: null,
    deleted: false,
    summary: null,
    subject: null,
    importance: "normal",
    locale: "en-us",
    body: { contentType: "html", content: html },
    from: {
      device: null,
      conversation: null,
      user: { userIdentityType: "aadUser", id: BO.aadObjectId, displayName: BO.name },
      application: null,
    },
    reactions: [],
    mentions: [],
    attachments: [],
    ...changes,
  };
}

/** "Explain this bounce" in the menu of a message. */
export function explainMessage(
  from: Someone,
  chat: Chat,
  payload: unknown,
  changes: ActivityJson = {},
): ActivityJson {
  return extension(from, chat, "composeExtension/fetchTask", {
    commandId: "explainBounce",
    commandContext: "message",
    messagePayload: payload,
    ...changes,
  });
}

/** A button in the dialog that opened then: what it carries, and once more what the dialog was opened on. */
export function pressInDialog(
  from: Someone,
  chat: Chat,
  payload: unknown,
  data: unknown,
  changes: ActivityJson = {},
): ActivityJson {
  return extension(from, chat, "composeExtension/submitAction", {
    commandId: "explainBounce",
    commandContext: "message",
    messagePayload: payload,
    data,
    ...changes,
  });
}

/** Each letter typed into the search of the compose box. */
export function searchFor(
  from: Someone,
  chat: Chat,
  typed: string,
  changes: ActivityJson = {},
): ActivityJson {
  return extension(from, chat, "composeExtension/query", {
    commandId: "searchArticles",
    commandContext: "compose",
    parameters: [{ name: "query", value: typed }],
    queryOptions: { skip: 0, count: 25 },
    ...changes,
  });
}

function extension(from: Someone, chat: Chat, name: string, value: ActivityJson): ActivityJson {
  return activity(from, chat, {
    type: "invoke",
    name,
    value: {
      requestId: "7f7d22efe5414818becebcec649a7912",
      context: { theme: "default" },
      ...value,
    },
  });
}
