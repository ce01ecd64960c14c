/** Why a file was not fetched. */
export type Fault =
  /** Its address is on no list of ours, or leads somewhere private. */
  | "not-allowed"
  /** The link is used up, or was withdrawn. */
  | "expired"
  | "busy"
  | "too-large"
  /** Together with others of the same message. */
  | "too-much"
  | "too-slow"
  | "failed";

/** What a status other than success means for who sent the file. */
export function faultOf(status: number): Fault {
  if ([401, 403, 404, 410].includes(status)) return "expired";
  return status === 429 || status >= 500 ? "busy" : "failed";
}
