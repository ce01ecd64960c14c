/** Lets everybody else in the chat have their turn before more work is done on one mail. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
