/** Something did not end in time; whether it still will, nobody knows. */
export class TimeLimitError extends Error {
  override name = "TimeLimitError";
}

/** The work's result; rejects with a `TimeLimitError` where it takes longer. The work goes on. */
export async function withTimeLimit<T>(work: Promise<T>, limitMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new TimeLimitError(`Not done within ${limitMs} ms`));
    }, limitMs);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
