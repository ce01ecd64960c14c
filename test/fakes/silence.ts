/**
 * Keeps the SDK from printing each token it rejects between the test results; for `describe`
 * blocks that send such tokens.
 */
export function silenceConsole(): void {
  const { error } = console;
  before(() => {
    console.error = () => undefined;
  });
  after(() => {
    console.error = error;
  });
}
