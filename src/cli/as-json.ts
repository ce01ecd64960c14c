import type { Explanation } from "../explain.js";
import type { Article } from "../knowledge/article.js";
import { formatCodes } from "../knowledge/format-codes.js";
import type { Diagnosis } from "../match/diagnosis.js";
import type { Ndr, RecipientReport } from "../ndr/ndr.js";
import type { Hop } from "../ndr/received.js";
import { formatStatusCode } from "../ndr/status-code.js";

/**
 * One line of `explain --json`. A contract: fields are added, never renamed. Where a file holds
 * several bounces, the others stand in a list below the first.
 */
export function explanationAsJson(
  source: string,
  explanation: Explanation,
  ...others: readonly Explanation[]
): object {
  return {
    source,
    ...answerAsJson(explanation),
    ...(others.length > 0 ? { others: others.map(answerAsJson) } : {}),
  };
}

function answerAsJson(explanation: Explanation): object {
  const ndr =
    "ndr" in explanation ? explanation.ndr : "about" in explanation ? explanation.about : undefined;
  return {
    kind: explanation.kind,
    says: explanation.says,
    looksLike: "looksLike" in explanation ? explanation.looksLike : null,
    ndr: ndr ? ndrAsJson(ndr) : null,
    diagnoses: "diagnoses" in explanation ? explanation.diagnoses.map(diagnosisAsJson) : [],
    general: "general" in explanation ? explanation.general : null,
    ...("ndr" in explanation ? { side: explanation.side ?? null } : {}),
  };
}

/** `knowledge list --json`. */
export function articlesAsJson(articles: readonly Article[]): object {
  return articles.map((article) => ({
    id: article.id,
    title: article.title,
    codes: [...article.codes.map(formatCodes), ...(article.withoutCode ? ["(no code)"] : [])],
    phrases: article.phrases,
    source: article.source,
    whoCanFix: article.who,
    reviewed: article.reviewed ?? null,
    origin: article.origin,
    servers: article.servers ?? null,
    tell: article.tell ?? null,
  }));
}

function ndrAsJson(ndr: Ndr): object {
  return {
    parsedBy: ndr.parsedBy,
    reportingMta: ndr.reportingMta ?? null,
    sender: ndr.sender ?? null,
    subject: ndr.subject ?? null,
    messageId: ndr.messageId ?? null,
    arrivalDate: ndr.arrivalDate ?? null,
    recipients: ndr.recipients.map(recipientAsJson),
    hops: (ndr.hops ?? []).map(hopAsJson),
    authorship: ndr.authorship ?? null,
    addressees: ndr.addressees ?? null,
    ...(ndr.isUnconfirmed ? { readFrom: "picture" } : {}),
  };
}

function hopAsJson({ from, ip, by, protocol, at }: Hop): object {
  return {
    from: from ?? null,
    ip: ip ?? null,
    by: by ?? null,
    protocol: protocol ?? null,
    at: at ?? null,
  };
}

function recipientAsJson(report: RecipientReport): object {
  return {
    finalRecipient: report.finalRecipient ?? null,
    originalRecipient: report.originalRecipient ?? null,
    action: report.action ?? null,
    status: report.status ? formatStatusCode(report.status) : null,
    replyCode: report.replyCode ?? null,
    diagnosticCode: report.diagnosticCode ?? null,
    remoteMta: report.remoteMta ?? null,
  };
}

function diagnosisAsJson({ article, confidence, reasons }: Diagnosis): object {
  return {
    article: article.id,
    title: article.title,
    source: article.source,
    confidence,
    whoCanFix: article.who,
    reasons,
  };
}
