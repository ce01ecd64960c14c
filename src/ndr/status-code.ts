/** An enhanced mail system status code, e.g. 5.1.10 (RFC 3463). */
export interface StatusCode {
  /** 2 delivered, 4 may pass, 5 will not (RFC 3463 3.1). */
  readonly class: 2 | 4 | 5;
  readonly subject: number;
  readonly detail: number;
}

// No digit or dot before, no further group after: 10.5.1.1 is an address and
// 15.20.5.1 an Exchange build, and bounces are full of both. "5.7.6O6" was read off a picture: it is not 5.7.6.
const STATUS_CODE =
  /(?<![\d.])([245])\.(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})(?!\d|\.\d|[OoIl](?:\d|\b))/g;

/** The first status code in a text. */
export function findStatusCode(text: string): StatusCode | undefined {
  return findStatusCodes(text)[0];
}

/** Every status code in a text, in the order they stand there. */
export function findStatusCodes(text: string): readonly StatusCode[] {
  return [...text.matchAll(STATUS_CODE)].map(([, statusClass, subject, detail]) => ({
    class: Number(statusClass) as StatusCode["class"],
    subject: Number(subject),
    detail: Number(detail),
  }));
}

export function formatStatusCode(code: StatusCode): string {
  return `${code.class}.${code.subject}.${code.detail}`;
}

/** Negative, zero or positive as `a` comes before, equals or comes after `b`. */
export function compareStatusCodes(a: StatusCode, b: StatusCode): number {
  return a.class - b.class || a.subject - b.subject || a.detail - b.detail;
}
