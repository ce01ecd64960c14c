import type { Language } from "./language.js";

/** English, with the wordings of the many systems that speak nothing else. */
export const english: Language = {
  subjects: {
    failure: ["undeliverable", "undelivered", "failure notice", "delivery failure"],
    delay: ["delivery delayed", "delayed"],
    delivered: ["delivered", "relayed", "expanded"],
    read: ["read", "not read"],
    autoReply: ["automatic reply", "out of office", "out of office autoreply", "auto-reply"],
    meeting: [
      "accepted",
      "declined",
      "tentative",
      "tentatively accepted",
      "canceled",
      "cancelled",
      "new time proposed",
      "meeting forward notification",
    ],
    recall: ["recall", "message recall report", "message recall success", "message recall failure"],
    quarantine: ["quarantine notification", "end-user quarantine notification"],
  },
  sentences: {
    failure: [
      /\bundeliver(?:able|ed)\b/i,
      /\bdelivery (?:of|to) .{1,120} (?:has |have )?failed\b/i,
      /\bun(?:able to|successful(?:ly)?) deliver/i,
      /\b(?:delivery|mail|message|transmission) (?:status notification \(failure\)|(?:has )?fail(?:ure|ed)|error|report)/i,
      /\bdelivery (?:to (?:the|these) following (?:recipients?|address(?:es)?)|has failed|was aborted|attempt)/i,
      /\b(?:returned mail|mail delivery (?:system|subsystem|failed)|failure notice|non-?delivery|bounced? (?:mail|message|notification))\b/i,
      /\b(?:couldn.t|could not|cannot|can.t|wasn.t able to|was not able to|unable to|not) be (?:delivered|sent|reached)\b/i,
      /\b(?:wasn.t|was not|not) (?:been )?(?:able to deliver|delivered|deliverable)\b/i,
      /\b(?:unable|failed|not able) to (?:deliver|send|relay)\b/i,
      /\bthis is the mail system at host\b|\bpermanent(?: fatal)? errors?\b|\bdelivery userid\b/i,
      /\bdid not reach\b|\brejected your message\b|\breturned to sender\b|\bmail (?:was )?bounced\b|\bwasn.t found at\b/i,
      /\b(?:no such|invalid|unknown) (?:user|recipient|mailbox)(?: here| address| name)?[\s.!:;,]*$|\b(?:user|recipient|mailbox) unknown\b/i,
      /\bdelivery status notification\b|\bmail system error\b|\bcould not be (?:delivered|found)\b/i,
    ],
    delay: [
      /\bdelivery (?:(?:of|to) .{1,80} )?(?:is|has been) delayed\b/i,
      /\bdelivery (?:status notification \()?delay(?:ed)?\b/i,
      /\bhas(?:n.t| not) been delivered yet\b/i,
      /\bwarning message only\b|\byou do not need to resend\b|\bno action is required on your part\b/i,
      /\bwill (?:continue to be attempted|keep trying|be retried|continue trying|retry)\b/i,
      /\b(?:message|mail|delivery)(?: to \S{1,128})? (?:has been|is|was) delayed\b|\b(?:able to|been able to) deliver (?:\w{1,12} ){1,2}yet\b|\b(?:i|we)['’]ll keep trying\b|\bonly a warning\b/i,
      /\bcould not send message for past\b|\bmessage still undelivered after\b|\bdelayed mail\b|\bmessage delayed\b/i,
    ],
    delivered: [
      /\bdelivery to (?:these|the following) (?:recipients?(?: or groups)?|address(?:es)?) is complete\b/i,
      /\b(?:was|were|has been|been) successfully (?:delivered|relayed)\b/i,
      /\byour message (?:has been|was) delivered to the following\b|\bdelivery status notification \(success\)/i,
      /\bno delivery notification was sent by the destination\b/i,
    ],
    read: [
      /\b(?:was|has been) (?:read|displayed) (?:on|at)\b|\breturn receipt for the mail\b|\bread receipt\b|\bwas deleted without being read\b/i,
    ],
    autoReply: [
      /\bautomatic reply\b|\bout of (?:the )?office\b|\bauto-?repl(?:y|ied)\b|\bauto-?response\b|\bautomated response\b|\bmailbox is (?:no longer|not) (?:being )?monitored\b/i,
      /\b(?:i am|i'm|i will be) (?:currently )?(?:out of|away from|on (?:(?:annual|parental|maternity|sick) )?(?:vacation|leave|holiday))\b/i,
      /\b(?:i am|i'm|i will|i'll) not (?:be )?reading my (?:e-?)?mail\b/i,
    ],
    recall: [
      /\b(?:would like|wants) to recall the message\b|^message recall report\b|\brecall (?:status|report) for (?:the )?message\b/i,
    ],
    quarantine: [
      /\b(?:messages?|e-?mails?) (?:(?:are|is|were|was|has been|have been) )?(?:(?:held|being held|placed|put|currently) )?in (?:the |your )?quarantine\b|\b(?:quarantined?|spam|junk)(?: e?-?mail)? (?:message )?(?:notification|digest|summary|report)\b/i,
    ],
  },
  causes: {
    unknownRecipient:
      /\b(?:couldn.t|could not|can.t|cannot) find (?:the|this|that) (?:e-?mail )?address\b|\baddress (?:you entered )?(?:couldn.t|could not) be found\b|\brecipient name is not recogni[sz]ed\b|\bno such (?:user|recipient|address)\b|\bunknown (?:user|recipient)\b|\b(?:address|recipient) (?:was |is )?(?:not found|doesn.t exist|does not exist)\b/i,
    mailboxFull:
      /(?<!\b(?:my|our) )\b(?:mailbox|inbox) (?:is |was |has )?(?:already )?(?:exceeded (?:its |the )?(?:storage )?(?:quota|limit)|over (?:its |the )?(?:quota|limit)|out of (?:storage )?space|full)\b/i,
    tooLarge:
      /\b(?:message|mail|attachments?)(?: (?:is|was|are))? too (?:large|big)\b|\bexceeds the (?:maximum )?(?:message )?size\b/i,
    noPermission:
      /\b(?:you )?(?:don.t|do not) have (?:the )?permissions? to send\b|\bdelivery to this address is restricted\b|\bnot allowed to (?:send|write|e?-?mail) to\b/i,
    closedGroup: /\bonly accepts (?:messages|mail|e-?mails?) from\b/i,
    invalidSender: /\bweren.t recogni[sz]ed as a valid sender\b/i,
    expired:
      /\bwithout success, and has stopped trying\b|\bgave up (?:on )?(?:trying|delivering)\b/i,
  },
  labels: {
    generatingServer: ["generating server"],
    reply: ["status code", "reported error", "error", "error details"],
    rejectedBy: ["message rejected by", "remote server", "receiving server"],
    generatedBy: ["dsn generated by", "notification generated by"],
    sender: ["sender address"],
    recipient: ["recipient address"],
    subject: ["subject"],
    messageId: ["message id"],
    date: ["created date", "sent date"],
  },
  addressed: [
    ["your message to", "couldn"],
    ["your message to", "could not"],
    ["your message to", "wasn"],
    ["your message wasn.t delivered to", "because"],
    ["your message to", "has been"],
    ["problem delivering your message to", "gmail"],
    ["problem delivering your message to", "see"],
  ],
  lure: /\bpassword (?:\S{1,64}@\S{1,100} )?(?:will )?(?:expires?|has expired)\b|\byour (?:(?:e-?mail|webmail|\S{1,64}@\S{1,100}) )?(?:account|mailbox|e-?mail|inbox) (?:(?:\S{1,64}@\S{1,100} )?(?:expires?|has expired)|(?:will|is going to) (?:expire|be (?:closed|deactivated|suspended|terminated|disabled|blocked)))\b|\byour (?:e-?mail |mailbox )?(?:mailbox|storage|inbox|quota)(?: storage| quota)? (?:is |has (?:been )?)?(?:almost |nearly )?(?:full|exceeded|reached)\b|\b(?:keep|continue (?:using|with)|using) (?:the |your )?(?:same|current) password\b|\b(?:mailbox|account) (?:of |for )?\S{1,64}@\S{1,100} (?:will|is going to) be (?:closed|shut down|deactivated|suspended|terminated|disabled|blocked)\b|\b(?:sign|log) ?in with your (?:e-?mail|password|account|mailbox)\b|\b(?:failed to deliver|could not deliver) \(?\d{1,4}\)? (?:new |incoming )?(?:e?-?mails?|messages?)\b|\b(?:voice ?mail|fax|invoice|document|payment|remittance|shared file)\b.{0,60}\b(?:not be delivered|failed to (?:be )?deliver\w*|undeliver\w+|is pending|on hold)\b|\b(?:verify|confirm|validate|upgrade|re-?activate|re-?validate|update) your (?:e-?mail |webmail )?(?:account|mailbox|password|identity|storage)\b|\b(?:release|retrieve|recover|restore|view|fix|review|receive) (?:(?:your|all|the) ){0,2}(?:(?:held|pending|undelivered|blocked|quarantined|incoming|delayed|suspended) ){1,3}(?:e?-?mails?|messages?)\b|(?<!\d)\(?\d{1,4}\)? (?:new )?(?:(?:pending|incoming|undelivered|blocked|held|delayed|unread) ){1,2}(?:e?-?mails?|messages?)\b|\bincoming (?:e?-?mails?|messages?) (?:\S{1,128} ){0,4}(?:failed|held|blocked|suspended|pending|rejected|not delivered)\b|\b(?:parcel|package|shipment|courier)\b.{0,80}\b(?:not be delivered|undeliver\w+|held|failed|customs|fee)\b|\bdeliver(?:y of)? your (?:parcel|package|shipment)\b/i,
  press:
    /\b(?:click|tap|press|sign in|log ?in) (?:here|below|on|the (?:link|button)|to)\b|\b(?:use|follow|open) the (?:link|button) below\b|\b(?:release|retrieve|review|recover|view|read) (?:(?:the|all|your|held|pending|blocked|undelivered|quarantined) ){0,3}(?:messages?|e?-?mails?|now|them|here)\b/i,
  otherMatters:
    /\b(?:my|our) (?:mailbox|inbox) is\b|\b(?:letters?|parcels?|packages?|shipments?|courier|postman|lobby|doors?|gates?|badge|sms|text messages?|whatsapp|telegram|signal|slack|teams|zoom|voice ?mail|fax|vpn|wi-?fi|browser|website|database|fedex|dhl|ups|usps|orders?|maps|street|calendar|release notes|changelog|chapters?|bank|payments?|credit card|laptops?)\b/i,
  mail: /\b(?:e-?mails?|mails?|mailing|bounc\w+|smtp|outlook|hotmail|gmail|ndrs?|spam|relay(?:ed|ing)?|newsletters?|undeliverable)\b/i,
  unsubscribe: /\bunsubscribe\b|\bmanage (?:your )?(?:e-?mail )?preferences\b/i,
};
