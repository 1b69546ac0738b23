import type { ServerOptions } from '#server/startServer.ts';
import { StartError } from '#server/storage/startError.ts';

const TOKEN = 'OPTIMALIQ_METRICS_TOKEN';
const LEAST_CHARACTERS = 16;

/**
 * Who may read the metrics, from the environment only: a token on the command line is seen by everybody on the computer, and one in the settings is printed with them.
 * `OPTIMALIQ_METRICS=off` measures nothing, for the bench that compares.
 * @throws StartError for a token that could be guessed.
 */
export function measuringOf(
  environment: Readonly<Record<string, string | undefined>>,
): Pick<ServerOptions, 'metricsToken' | 'isMeasured'> {
  const { [TOKEN]: given = '' } = environment;
  if (given !== '' && given.length < LEAST_CHARACTERS)
    throw new StartError(
      `${TOKEN} must have at least ${LEAST_CHARACTERS} characters: whoever guesses it reads the metrics.`,
    );
  return { metricsToken: given === '' ? null : given, isMeasured: environment['OPTIMALIQ_METRICS'] !== 'off' };
}
