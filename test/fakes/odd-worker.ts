import { answerQuestions } from "../../src/intake/isolated.js";

/** Does what a parser may do on damaged bytes. */
answerQuestions((question) => {
  switch (question) {
    case "abort":
      return process.abort();
    case "throw":
      throw new Error("damaged");
    case "hang":
      return new Promise(() => undefined);
    case "spin":
      for (;;);
    case "eat": {
      const eaten: unknown[] = [];
      for (;;) eaten.push(new Array(1000).fill(eaten.length));
    }
    case "env":
      return Promise.resolve(Object.keys(process.env).join(" "));
    default:
      return Promise.resolve(`${String(question)} ${process.pid}`);
  }
});
