const everyMs = 250;

/**
 * Waits for an answer that may never come, such as that of a session before a locked table or of a server that is gone
 * without a farewell.
 * @param isLate asked four times a second while there is no answer
 * @param instead thrown when it is late; whatever comes of the answer then is nobody's business any more
 */
export async function inTime<Answer>(
  answer: Promise<Answer>,
  isLate: () => boolean,
  instead: () => Error,
): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setInterval(() => {
      if (isLate()) reject(instead());
    }, everyMs);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearInterval(timer);
    answer.catch(() => undefined);
  }
}
