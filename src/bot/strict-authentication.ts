import {
  ConfigurationBotFrameworkAuthentication,
  type Activity,
  type ConfigurationBotFrameworkAuthenticationOptions,
} from "botbuilder";
import {
  AuthenticationConstants,
  AuthenticationError,
  type AuthenticateRequestResult,
  type ServiceClientCredentialsFactory,
} from "botframework-connector";

import { placeOf } from "./activity.js";
import { createConnectorOptions } from "./connector-client.js";
import type { Credentials } from "./credentials.js";
import { withTimeLimit } from "./time-limit.js";

/** Another cloud than the public one; the tests bring their own. */
export interface Cloud {
  /** The SDK takes all of these or none. */
  readonly options: ConfigurationBotFrameworkAuthenticationOptions;
  readonly credentialsFactory: ServiceClientCredentialsFactory;
}

export interface AuthenticationSettings {
  readonly credentials?: Credentials | undefined;
  readonly cloud?: Cloud | undefined;
  /** For each attempt to call the connector. */
  readonly connectorTimeoutMs?: number | undefined;
  /** For fetching the keys that tokens are checked with. */
  readonly keysTimeoutMs?: number | undefined;
}

const TEAMS = "msteams";
const CONNECTOR_TIMEOUT_MS = 8_000;
const KEYS_TIMEOUT_MS = 8_000;

/**
 * The SDK's check of who is calling, for tokens of Teams only, with five mends to 4.23.3:
 *
 * - every unknown `tid` claim is remembered for good before any signature is checked
 *   (EmulatorValidation.isTokenFromEmulator), so the issuer and the `tid` are looked at first;
 * - an activity without `serviceUrl` would skip the comparison with the token's claim;
 * - on other channels, such as Web Chat, which a new bot has without asking, people choose themselves what
 *   id and which tenant they have;
 * - a wrong signature is an answer about the caller (401), not a fault of ours (500);
 * - fetching the keys has no time limit.
 *
 * Without credentials nobody is asked for a token, as in the SDK.
 */
export class StrictAuthentication extends ConfigurationBotFrameworkAuthentication {
  readonly #credentials: Credentials | undefined;
  readonly #issuer: string;
  readonly #keysTimeoutMs: number;

  constructor(settings: AuthenticationSettings) {
    const { credentials, cloud } = settings;
    super(
      { ...cloud?.options, ...nameCredentials(credentials) },
      cloud?.credentialsFactory,
      undefined,
      undefined,
      createConnectorOptions(settings.connectorTimeoutMs ?? CONNECTOR_TIMEOUT_MS),
    );
    this.#credentials = credentials;
    this.#issuer =
      cloud?.options.ToBotFromChannelTokenIssuer ??
      AuthenticationConstants.ToBotFromChannelTokenIssuer;
    this.#keysTimeoutMs = settings.keysTimeoutMs ?? KEYS_TIMEOUT_MS;
  }

  override async authenticateRequest(
    activity: Activity,
    authorization: string,
  ): Promise<AuthenticateRequestResult> {
    if (!this.#credentials) return super.authenticateRequest(activity, authorization);
    const objection = findObjection(authorization, this.#issuer, tenantOf(this.#credentials));
    if (objection) throw refusal(objection);
    if (!activity.serviceUrl) throw refusal("no serviceUrl");
    // That it is the channel the key is for is the SDK's to check.
    if (activity.channelId !== TEAMS) throw refusal("channel");
    // Teams signs for every tenant that has the app; a bot of one tenant answers that one.
    const tenantId = tenantOf(this.#credentials);
    if (tenantId !== undefined && placeOf(activity).tenant !== tenantId) throw refusal("tenant");
    try {
      return await withTimeLimit(
        super.authenticateRequest(activity, authorization),
        this.#keysTimeoutMs,
      );
    } catch (error) {
      if (error instanceof Error && TOKEN_ERROR.test(error.name)) throw refusal(error.name);
      throw error;
    }
  }

  /** Whether a token is worth a look, before anything that came with it is read. */
  admits(authorization: string): boolean {
    if (!this.#credentials) return true;
    return findObjection(authorization, this.#issuer, tenantOf(this.#credentials)) === undefined;
  }

  /** Nobody speaks to this bot over a web socket. */
  override authenticateStreamingRequest(): Promise<AuthenticateRequestResult> {
    return Promise.reject(refusal("streaming"));
  }
}

/** Whether an authentication failed because of the caller, not because we could not find out. */
export function isRefusal(error: unknown): error is AuthenticationError {
  // The SDK throws the same class with status 500 when the keys cannot be had.
  return error instanceof AuthenticationError && error.statusCode < 500;
}

const refusal = (reason: string) => new AuthenticationError(`Refused: ${reason}`, 401);

// The names of jsonwebtoken's errors, which the SDK lets through.
const TOKEN_ERROR = /^(?:JsonWebToken|TokenExpired|NotBefore)Error$/;

function nameCredentials(
  credentials: Credentials | undefined,
): ConfigurationBotFrameworkAuthenticationOptions & Record<string, string> {
  if (!credentials) return {};
  return {
    MicrosoftAppType: credentials.kind,
    MicrosoftAppId: credentials.appId,
    ...("tenantId" in credentials ? { MicrosoftAppTenantId: credentials.tenantId } : {}),
    ...("password" in credentials ? { MicrosoftAppPassword: credentials.password } : {}),
  };
}

const tenantOf = (credentials: Credentials) =>
  "tenantId" in credentials ? credentials.tenantId : undefined;

// A channel's token has about 1,000 characters.
const LONGEST_HEADER = 8192;
const BEARER = /^Bearer ([\w-]+)\.([\w-]+)\.[\w-]+$/;
const ALGORITHMS: readonly unknown[] = AuthenticationConstants.AllowedSigningAlgorithms;

/** What is wrong with a token, as far as can be seen without a key. */
function findObjection(
  authorization: string,
  issuer: string,
  tenantId: string | undefined,
): string | undefined {
  if (authorization.length > LONGEST_HEADER) return "header too long";
  const [, header, payload] = BEARER.exec(authorization) ?? [];
  if (!header || !payload) return "no bearer token";
  const said = decodePart(header);
  const claims = decodePart(payload);
  if (!said || !claims) return "not a JSON web token";
  if (!ALGORITHMS.includes(said["alg"]) || typeof said["kid"] !== "string") return "algorithm";
  if (claims["iss"] !== issuer) return "issuer";
  // The channel's tokens carry no tenant; ours is let through in case that changes.
  if ("tid" in claims && claims["tid"] !== tenantId) return "tenant";
  return undefined;
}

function decodePart(part: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, "base64url").toString());
    if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
    return value as Readonly<Record<string, unknown>>;
  } catch {
    return undefined;
  }
}
