/** What the requester says, and how much they let the helpdesk see, when asking. */
export interface Asking {
  readonly note?: string | undefined;
  /** Which of the steps they were told they have tried: places among them, from 0. */
  readonly tried?: readonly number[] | undefined;
  /** Keeps the names before the @ of addresses from the helpdesk. */
  readonly withoutNames?: boolean | undefined;
}
