import { CloudAdapter, type Activity, type TurnContext } from "botbuilder";
import type { AuthenticateRequestResult, ConnectorClient } from "botframework-connector";

import type { Log } from "../log.js";
import { parseActivity } from "./incoming-activity.js";
import { isRefusal, type StrictAuthentication } from "./strict-authentication.js";

/** What is said over HTTP to whoever posted an activity. */
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
}

export type Turn = (context: TurnContext) => Promise<void>;

/**
 * Tells Teams "received" before the work is done: Teams gives a bot some 15 seconds and then sends
 * the message again. The caller is checked first, the turn runs on after the answer, in the same
 * conversation and with the same identity, and its errors reach `onTurnError`.
 */
export class AcknowledgingAdapter extends CloudAdapter {
  readonly #authentication: StrictAuthentication;
  readonly #log: Log;
  readonly #turns = new Set<Promise<void>>();

  constructor(authentication: StrictAuthentication, log: Log) {
    super(authentication);
    this.#authentication = authentication;
    this.#log = log;
  }

  /** Whether what comes with this header is worth reading. */
  admits(authorization: string): boolean {
    return this.#authentication.admits(authorization);
  }

  /** Takes what was posted to the bot; never rejects. */
  async receive(authorization: string, body: unknown, turn: Turn): Promise<Answer> {
    const activity = parseActivity(body);
    if (!activity) return { status: 400 };
    let caller: AuthenticateRequestResult;
    try {
      caller = await this.botFrameworkAuthentication.authenticateRequest(activity, authorization);
    } catch (error) {
      if (isRefusal(error)) {
        this.#log.warn({ reason: error.message }, "caller refused");
        return { status: 401 };
      }
      this.#log.error({ err: error }, "cannot check the caller");
      return { status: 503 };
    }

    if (carriesItsAnswer(activity)) {
      try {
        const response = await this.processActivity(caller, activity, turn);
        return { status: response?.status ?? 200, body: response?.body };
      } catch (error) {
        this.#log.error({ err: error }, "turn failed outside the bot");
        return { status: 500 };
      }
    }
    this.#continueAlone(this.processActivity(caller, activity, turn));
    return { status: 200 };
  }

  /** A client for what is said outside a turn, with the bot's own credentials and time limits. */
  connectTo(serviceUrl: string, appId: string): Promise<ConnectorClient> {
    const factory = this.botFrameworkAuthentication.createConnectorFactory(
      this.createClaimsIdentity(appId),
    );
    // The SDK's own proactive calls name no audience either: then it is the channel.
    return factory.create(serviceUrl, undefined);
  }

  /** Resolves when no acknowledged turn is running any more. */
  async idle(): Promise<void> {
    while (this.#turns.size > 0) await Promise.all(this.#turns);
  }

  #continueAlone(work: Promise<unknown>): void {
    const turn: Promise<void> = work
      .then(
        () => undefined,
        (error: unknown) => {
          this.#log.error({ err: error }, "turn failed outside the bot");
        },
      )
      .finally(() => this.#turns.delete(turn));
    this.#turns.add(turn);
  }
}

/** Where the HTTP response is the answer, it has to wait for the bot. */
function carriesItsAnswer(activity: Activity): boolean {
  return activity.type === "invoke" || activity.deliveryMode === "expectReplies";
}
