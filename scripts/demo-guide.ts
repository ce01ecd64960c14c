/** Bounces of our own to paste, in the order in which they are worth trying. */
export const SAMPLES = [
  "test/fixtures/bounces/exchange-5.7.64-certificate-changed.txt",
  "test/fixtures/bounces/exchange-5.7.1-restricted-group.txt",
  "test/fixtures/bounces/exchange-5.4.1-relay-access-denied.txt",
] as const;

/** What a person needs to know once the demo runs. */
export function renderGuide(playgroundUrl: string, logFile: string): string {
  return `
NDR Bot is running. Open ${playgroundUrl} in your browser.

1. Name the helpdesk channel: in the list on the left open "General" (My Team), type @ and choose
   NDR Bot, write  helpdesk here  and press Post.

2. Ask about a bounce: in "Personal Chat", paste the whole text of one of these files and send it.
${SAMPLES.map((path) => `     ${path}`).join("\n")}

3. Press "Ask the helpdesk" on the card, send it, and find the ticket in "General".

The bot's log: ${logFile}
Press Ctrl-C to end the demo.
`;
}
