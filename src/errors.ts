/** Facts for the log: ids and figures, never a token or a person's words. */
type Facts = Readonly<Record<string, string | number | boolean | null>>;

/** Every error this project throws on purpose; `facts` go to the log beside the constant message. */
export class NewsError extends Error {
  readonly facts: Facts;

  constructor(message: string, facts: Facts = {}, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = new.target.name;
    this.facts = facts;
  }
}

/** The person can put it right: they are shown the message as it stands. */
export class UserError extends NewsError {}

/** May pass by itself: the job is tried again. */
export class TemporaryError extends NewsError {}

/** Will not pass: the job fails at once. */
export class FinalError extends NewsError {}
