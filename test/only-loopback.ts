import { guardLoopback } from "./fakes/loopback-guard.js";

const attempts: string[] = [];

guardLoopback((what) => attempts.push(what));

/** What wanted to leave this machine since the last time; for the guard's own test. */
export const takeAttempts = (): readonly string[] => attempts.splice(0);

/** Also when the code under test swallowed the error. */
function failWhereTried(): void {
  const tried = takeAttempts();
  if (tried.length > 0)
    throw new Error(`Tests stay on this machine, but this was tried: ${tried.join("; ")}`);
}

export const mochaHooks = { afterEach: failWhereTried, afterAll: failWhereTried };
