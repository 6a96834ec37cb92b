import { get, post } from '../../api/http';

/** The browser was not willing or not able; the words are for the person. */
export class PasskeyTrouble extends Error {}

/** Whether this page may ask for passkeys: a secure address, and a browser that has them. */
export const passkeysWork = (): boolean =>
  window.isSecureContext && 'PublicKeyCredential' in window && !/^[\d.]+$|^\[/.test(window.location.hostname);

const browserPart = () => import('@simplewebauthn/browser');
type Creation = Parameters<Awaited<ReturnType<typeof browserPart>>['startRegistration']>[0]['optionsJSON'];
type Request = Parameters<Awaited<ReturnType<typeof browserPart>>['startAuthentication']>[0]['optionsJSON'];

/** Makes a passkey on this device and adds it to the account that is signed in. */
export async function addPasskey(name: string): Promise<void> {
  const optionsJSON = await get<Creation>('/api/auth/passkey/generate-register-options');
  const { startRegistration } = await browserPart();
  const response = await asked(startRegistration({ optionsJSON }));
  await post('/api/auth/passkey/verify-registration', { response, name });
}

/** Signs in with a passkey that the browser offers. */
export async function signInByPasskey(): Promise<void> {
  const optionsJSON = await get<Request>('/api/auth/passkey/generate-authenticate-options');
  const { startAuthentication } = await browserPart();
  const response = await asked(startAuthentication({ optionsJSON }));
  await post('/api/auth/passkey/verify-authentication', { response });
}

async function asked<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    const name = error instanceof Error ? error.name : '';
    if (name === 'InvalidStateError')
      throw new PasskeyTrouble('This device holds a passkey of yours already.');
    if (name === 'NotAllowedError' || name === 'AbortError') {
      throw new PasskeyTrouble('The browser was not given a passkey. Try again when you are ready.');
    }
    throw new PasskeyTrouble('This browser could not use a passkey here. Use your password instead.');
  }
}
