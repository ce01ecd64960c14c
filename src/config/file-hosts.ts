import {
  type FileHosts,
  isHostName,
  loopbackOrigin,
  TEAMS_FILE_HOSTS,
} from "../download/file-hosts.js";
import type { Source } from "./source.js";

/** Where files may be fetched from: what the environment names; `default` stands for Teams' own. */
export function readFileHosts({ value, complain }: Source, hasCredentials: boolean): FileHosts {
  const words = value("FILE_HOSTS")
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean);
  if (words.length === 0) return TEAMS_FILE_HOSTS;
  const names: string[] = [];
  const loopback: string[] = [];
  for (const word of words) {
    const origin = loopbackOrigin(word);
    if (word === "default") names.push(...TEAMS_FILE_HOSTS.names);
    else if (isHostName(word)) names.push(word);
    else if (origin && !hasCredentials) loopback.push(origin);
    else if (origin)
      complain(
        `FILE_HOSTS may name this machine only without app credentials, but names ${JSON.stringify(word)}`,
      );
    else
      complain(
        `FILE_HOSTS must list host names such as files.example.com or *.example.com, or default, but names ${JSON.stringify(word)}`,
      );
  }
  return { names, loopback };
}
