import type { ConnectorMember } from "../../fakes/connector.js";
import { chatOf, type Chat, type Someone, threadOf } from "../../fakes/teams.js";

/** An organisation with a helpdesk of its own. */
export interface Organisation {
  readonly tenant: string;
  readonly team: string;
  readonly channel: string;
  readonly people: readonly Someone[];
  /** The first one owns the team. */
  readonly agents: readonly Someone[];
}

/**
 * The people of the day, spread over several organisations: Teams allows so many messages a second in one
 * channel and one organisation, and a day must not take a day.
 */
export function createCast(organisations: number, people: number, agents: number) {
  const someone = (name: string): Someone => ({
    id: `29:${name}`,
    name: name.replace(/-/g, " "),
    aadObjectId: `entra-${name}`,
  });
  const all = Array.from({ length: organisations }, (_, index): Organisation => {
    const share = (whole: number) =>
      Math.floor((whole * (index + 1)) / organisations) -
      Math.floor((whole * index) / organisations);
    return {
      tenant: `tenant-${index}`,
      team: `19:team-${index}@thread.tacv2`,
      channel: `19:helpdesk-${index}@thread.tacv2`,
      people: Array.from({ length: share(people) }, (_, n) => someone(`Person-${index}-${n}`)),
      agents: Array.from({ length: share(agents) }, (_, n) => someone(`Agent-${index}-${n}`)),
    };
  });

  const membersOf = (conversation: string): readonly ConnectorMember[] => {
    const organisation = all.find(
      ({ team, channel }) => conversation === team || conversation.startsWith(channel),
    );
    if (!organisation) return [];
    return organisation.agents.map((agent, index) => ({
      ...agent,
      userRole: index === 0 ? "owner" : "user",
    }));
  };

  return { all, membersOf };
}

export const privateChat = (person: Someone, { tenant }: Organisation): Chat =>
  chatOf(person, tenant);

export const channelThread = (organisation: Organisation, root: string): Chat =>
  threadOf(organisation.channel, root, {
    team: { id: organisation.team, name: "Helpdesk" },
    tenant: organisation.tenant,
  });

/** A bounce that nobody else has: its address and its server are this one's own. */
export function bounceOf(index: number): string {
  return `Delivery has failed to these recipients or groups:

user${index}@domain-${index}.example
The email address you entered couldn't be found.

Diagnostic information for administrators:
Generating server: mail.contoso.example
Remote server: mx.domain-${index}.example
user${index}@domain-${index}.example
550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup`;
}

/** The same trouble for everybody. */
export const EVERYBODYS_BOUNCE = `Your message couldn't be delivered.
Generating server: mail.contoso.example
Remote server: mx.bigcorp.example
sales@bigcorp.example
550 5.7.64 TenantAttribution; Relay Access Denied SMTP`;
