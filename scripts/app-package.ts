import { Buffer } from "node:buffer";
import { buffer } from "node:stream/consumers";

import { AppManifestUtils } from "@microsoft/app-manifest";
import { ZipFile } from "yazl";

export type Environment = Readonly<Record<string, string | undefined>>;

/** Why no package can be made: every problem at once, each with what to do. */
export class PackageError extends Error {
  override name = "PackageError";
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(["Cannot make the app package:", ...problems.map((it) => `  - ${it}`)].join("\n"));
    this.problems = problems;
  }
}

/** The icons Teams asks for, with the sizes it insists on. */
export const ICONS = [
  { file: "color.png", size: 192 },
  { file: "outline.png", size: 32 },
] as const;

interface Variable {
  readonly name: string;
  readonly whereToFindIt: string;
  readonly must: string;
  readonly accepts: RegExp;
  /** The variable whose value is taken when this one is not set. */
  readonly defaultsTo?: string | undefined;
}

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const HTTPS = /^https:\/\/[^\s/]+\S*$/;
const WEB_PAGE = "be the address of a web page that begins with https://";
const AN_ID = "be a GUID such as 3f2504e0-4f89-41d3-9a0c-0305e82c3301";

const VARIABLES: readonly Variable[] = [
  {
    name: "MicrosoftAppId",
    whereToFindIt:
      "the Application (client) ID in the bot's app registration (Microsoft Entra admin center > App registrations)",
    must: AN_ID,
    accepts: GUID,
  },
  {
    name: "TEAMS_APP_ID",
    whereToFindIt: "the id of the app in Teams; leave it out to use MicrosoftAppId",
    must: AN_ID,
    accepts: GUID,
    defaultsTo: "MicrosoftAppId",
  },
  {
    name: "DEVELOPER_NAME",
    whereToFindIt: "who runs this bot, as people shall read it in Teams, e.g. your company's name",
    must: "have at most 32 characters",
    accepts: /^.{1,32}$/u,
  },
  {
    name: "WEBSITE_URL",
    whereToFindIt: "a page about the bot or your helpdesk",
    must: WEB_PAGE,
    accepts: HTTPS,
  },
  {
    name: "PRIVACY_URL",
    whereToFindIt: "your organization's privacy statement",
    must: WEB_PAGE,
    accepts: HTTPS,
  },
  {
    name: "TERMS_URL",
    whereToFindIt: "your organization's terms of use",
    must: WEB_PAGE,
    accepts: HTTPS,
  },
];

/** Puts the environment's values in the places of `${NAME}` in manifest.json. */
export function fillManifest(template: string, version: string, env: Environment): string {
  const problems: string[] = [];
  const values = new Map([["APP_VERSION", version]]);
  for (const variable of VARIABLES) {
    const value = valueOf(variable, env);
    if (value) values.set(variable.name, value);
    if (!value && !variable.defaultsTo) {
      problems.push(`${variable.name} is not set: ${variable.whereToFindIt}`);
    } else if (env[variable.name]?.trim() && !variable.accepts.test(value)) {
      problems.push(`${variable.name} must ${variable.must}, but is ${JSON.stringify(value)}`);
    }
  }
  if (problems.length > 0) throw new PackageError(problems);
  // Quoted as JSON and unwrapped, so that a name with a quotation mark stays a name.
  return template.replace(/\$\{(\w+)\}/g, (placeholder, name: string) => {
    const value = values.get(name);
    return value === undefined ? placeholder : JSON.stringify(value).slice(1, -1);
  });
}

function valueOf(variable: Variable, env: Environment): string {
  const own = env[variable.name]?.trim() ?? "";
  return own || !variable.defaultsTo ? own : (env[variable.defaultsTo]?.trim() ?? "");
}

/** What Teams would refuse in a filled manifest; the official schema says, offline. */
export async function findManifestProblems(manifest: string): Promise<string[]> {
  const problems = [...manifest.matchAll(/\$\{\w+\}/g)].map(
    ([placeholder]) => `manifest.json has ${placeholder}, which nothing fills in`,
  );
  let parsed: Parameters<typeof AppManifestUtils.validateAgainstSchema>[0];
  try {
    parsed = JSON.parse(manifest) as typeof parsed;
  } catch (error) {
    return [...problems, `manifest.json is not JSON: ${(error as Error).message}`];
  }
  const refused = await AppManifestUtils.validateAgainstSchema(parsed);
  return [...problems, ...refused.map((reason) => `manifest.json: ${reason}`)];
}

const PNG_SIGNATURE = Buffer.from("89504e470d0a1a0a", "hex");

/** Teams refuses a package with icons of another size, and does not say so clearly. */
export function findIconProblem(file: string, content: Buffer, size: number): string | undefined {
  if (!content.subarray(0, 8).equals(PNG_SIGNATURE)) return `${file} is not a PNG image`;
  // IHDR is always the first chunk: width and height stand at 16 and 20.
  const [width, height] = [content.readUInt32BE(16), content.readUInt32BE(20)];
  if (width === size && height === size) return undefined;
  return `${file} must be ${size} x ${size} pixels, but is ${width} x ${height}`;
}

/** The same files give the same bytes: no clock, no time zone, no file modes. */
export async function zip(files: ReadonlyMap<string, Buffer>): Promise<Buffer> {
  const archive = new ZipFile();
  for (const [name, content] of files) {
    // A DOS timestamp is local time, and 1980 is where it begins.
    const mtime = new Date(1980, 0, 1);
    archive.addBuffer(content, name, { mtime, mode: 0o100644, forceDosTimestamp: true });
  }
  archive.end();
  return buffer(archive.outputStream);
}
