import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { AppCredentials, ServiceClientCredentialsFactory } from "botframework-connector";
import {
  SignJWT,
  exportJWK,
  generateKeyPair,
  type CryptoKey,
  type GenerateKeyPairResult,
} from "jose";

import type { Credentials } from "../../src/bot/credentials.js";
import type { Cloud } from "../../src/bot/strict-authentication.js";

export const ISSUER = "https://api.botframework.com";

export const CREDENTIALS = {
  kind: "SingleTenant",
  appId: "11111111-2222-3333-4444-555555555555",
  tenantId: "66666666-7777-8888-9999-000000000000",
  password: "never used: tokens come from the fake",
} as const satisfies Credentials;

export interface TokenOptions {
  readonly key?: CryptoKey;
  readonly header?: Readonly<Record<string, string>>;
  readonly issuer?: string;
  /** Seconds from now; negative: it has expired. */
  readonly expiresIn?: number;
}

export interface FakeIdentity {
  readonly kid: string;
  /** A key that nobody has published. */
  readonly otherKey: CryptoKey;
  /** For `createAdapter`: `{ credentials: CREDENTIALS, cloud: identity.cloud }`. */
  readonly cloud: Cloud;
  /** A token as the channel signs it; claims are added to the audience. */
  readonly sign: (claims: Record<string, unknown>, options?: TokenOptions) => Promise<string>;
  /** How the keys are answered from now on. */
  readonly behave: (how: "well" | "fail" | "hang") => void;
  readonly close: () => Promise<void>;
}

// Made once: an RSA key takes a good part of a second.
let keyPairs: Promise<readonly [GenerateKeyPairResult, GenerateKeyPairResult]> | undefined;

/** OpenID metadata, keys and tokens on loopback: Bot Framework's and Entra's in one. */
export async function startIdentity(): Promise<FakeIdentity> {
  const kid = "key-1";
  keyPairs ??= Promise.all([
    generateKeyPair("RS256", { extractable: true }),
    generateKeyPair("RS256"),
  ]);
  const [{ publicKey, privateKey }, other] = await keyPairs;
  const key = {
    ...(await exportJWK(publicKey)),
    kid,
    use: "sig",
    endorsements: ["msteams", "webchat"],
  };
  let behaviour: "well" | "fail" | "hang" = "well";

  const server = createServer((request, response) => {
    request.resume();
    if (behaviour === "hang") return;
    const answers: Record<string, unknown> = {
      "/metadata": { issuer: ISSUER, jwks_uri: `${url}/keys` },
      "/keys": { keys: [key] },
      "/token": { token_type: "Bearer", expires_in: 3600, access_token: "token-of-the-bot" },
    };
    const answer = behaviour === "well" ? answers[request.url ?? ""] : undefined;
    // Not chained: where restify is loaded, writeHead() returns nothing.
    response.statusCode = answer ? 200 : 503;
    response.setHeader("Content-Type", "application/json");
    response.end(JSON.stringify(answer ?? {}));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    kid,
    otherKey: other.privateKey,
    cloud: {
      options: {
        ToBotFromChannelTokenIssuer: ISSUER,
        ToBotFromChannelOpenIdMetadataUrl: `${url}/metadata`,
        ToBotFromEmulatorOpenIdMetadataUrl: `${url}/metadata`,
        ToChannelFromBotLoginUrl: "https://login.invalid/tenant",
        ToChannelFromBotOAuthScope: ISSUER,
        OAuthUrl: ISSUER,
        CallerId: "urn:botframework:azure",
        ValidateAuthority: true,
      },
      credentialsFactory: new FakeCredentialsFactory(`${url}/token`),
    },
    sign: (claims, options = {}) =>
      new SignJWT({ aud: CREDENTIALS.appId, ...claims })
        .setProtectedHeader({ alg: "RS256", kid, ...options.header })
        .setIssuer(options.issuer ?? ISSUER)
        .setIssuedAt()
        .setExpirationTime(Math.floor(Date.now() / 1000) + (options.expiresIn ?? 3600))
        .sign(options.key ?? privateKey),
    behave: (how) => {
      behaviour = how;
    },
    close: async () => {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Instead of the SDK's factory, which insists on Microsoft's own token endpoint. */
class FakeCredentialsFactory extends ServiceClientCredentialsFactory {
  readonly #tokenUrl: string;

  constructor(tokenUrl: string) {
    super();
    this.#tokenUrl = tokenUrl;
  }

  override isValidAppId(appId: string): Promise<boolean> {
    return Promise.resolve(appId === CREDENTIALS.appId);
  }

  override isAuthenticationDisabled(): Promise<boolean> {
    return Promise.resolve(false);
  }

  override createCredentials(appId: string, audience: string | undefined): Promise<AppCredentials> {
    return Promise.resolve(new FakeAppCredentials(appId, this.#tokenUrl, audience));
  }
}

class FakeAppCredentials extends AppCredentials {
  readonly #tokenUrl: string;

  constructor(appId: string, tokenUrl: string, audience: string | undefined) {
    super(appId, undefined, audience);
    this.#tokenUrl = tokenUrl;
  }

  protected override async refreshToken() {
    const response = await fetch(this.#tokenUrl, { method: "POST" });
    const token = (await response.json()) as { access_token: string; expires_in: number };
    return {
      accessToken: token.access_token,
      expiresOn: new Date(Date.now() + token.expires_in * 1000),
    };
  }
}
