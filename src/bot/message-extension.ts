import type { Activity, TurnContext } from "botbuilder";
import { personOf, placeOf } from "./activity.js";
import { parseSearch, SEARCH, type SearchRequest } from "./extension-request.js";
import { type ExtensionReply, toInsert } from "./invoke-reply.js";
import type { SearchAnswer } from "./search-articles.js";
import type { Searcher } from "./search-tickets.js";
import { TimeLimitError, withTimeLimit } from "./time-limit.js";

/** What stands in menus of Teams: a command on every message, and a search in the compose box. */
export type MessageExtension = (context: TurnContext) => Promise<ExtensionReply | undefined>;

export interface MessageExtensionParts {
  readonly explain: (context: TurnContext) => Promise<ExtensionReply>;
  readonly press: (context: TurnContext) => Promise<ExtensionReply>;
  readonly search: (request: SearchRequest) => Promise<SearchAnswer>;
  readonly searchTickets: (request: SearchRequest, searcher: Searcher) => Promise<SearchAnswer>;
}

const UNKNOWN = "I don't know this command. Perhaps the app needs an update.";
const SLOW = "This takes longer than it should. Please try fewer words.";

const SEARCH_LIMIT_MS = 2000;

/** Tells what an invoke of a message extension is; `undefined` for one that is none. */
export function createMessageExtension({
  explain,
  press,
  search,
  searchTickets,
}: MessageExtensionParts): MessageExtension {
  return async (context) => {
    const { name, value } = context.activity as {
      readonly name?: string;
      readonly value?: unknown;
    };
    switch (name) {
      case "composeExtension/fetchTask":
        return explain(context);
      case "composeExtension/submitAction":
        return press(context);
      case "composeExtension/query":
        return answerSearch(parseSearch(value), context);
      default:
        return name?.startsWith("composeExtension/") ? say(UNKNOWN) : undefined;
    }
  };

  async function answerSearch(
    request: SearchRequest | undefined,
    { activity }: TurnContext,
  ): Promise<ExtensionReply> {
    if (!request) return say(UNKNOWN);
    try {
      const answer = await withTimeLimit(found(request, activity), SEARCH_LIMIT_MS);
      return answer.kind === "results" ? toInsert(answer.results) : say(answer.text);
    } catch (error) {
      if (error instanceof TimeLimitError) return say(SLOW);
      throw error;
    }
  }

  function found(request: SearchRequest, activity: Activity): Promise<SearchAnswer> {
    if (request.command === SEARCH) return search(request);
    const { tenant } = placeOf(activity);
    return searchTickets(request, { person: personOf(activity), tenant });
  }
}

function say(text: string): ExtensionReply {
  return { composeExtension: { type: "message", text } };
}
