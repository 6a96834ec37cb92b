/** What is typed on the set-up page, as it is typed. */
export interface SetUpForm {
  spaceName: string;
  timeZone: string;
  currency: string;
  price: number | string;
  seats: number | string;
  ownerName: string;
  ownerEmail: string;
  password: string;
  setupCode: string;
}

export const currencies = Intl.supportedValuesOf('currency');

/** Digits after the point: 2 for pounds, 0 for yen. */
const digitsOf = (currency: string): number =>
  new Intl.NumberFormat('en-GB', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ??
  2;

/** What is wrong with the form, by field. */
export function faultsOf(form: SetUpForm, codeRequired: boolean): Partial<Record<keyof SetUpForm, string>> {
  const faults: Partial<Record<keyof SetUpForm, string>> = {};
  if (form.spaceName.trim() === '') faults.spaceName = 'Give the space a name.';
  if (typeof form.price !== 'number' || form.price < 0) faults.price = 'A price, or 0.';
  if (typeof form.seats !== 'number' || !Number.isInteger(form.seats) || form.seats < 1) {
    faults.seats = 'A whole number, 1 or more.';
  }
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(form.ownerEmail.trim()))
    faults.ownerEmail = 'An e-mail address, as name@example.org.';
  if (form.password.length < 10) faults.password = 'Use at least 10 characters.';
  if (codeRequired && form.setupCode.trim() === '')
    faults.setupCode = 'Type the code that the server printed.';
  return faults;
}

/** The request of a form without faults; the price in minor units. */
export function requestOf(form: SetUpForm) {
  const { price, setupCode, ...rest } = form;
  return {
    ...rest,
    pricePerSeat: Math.round(Number(price) * 10 ** digitsOf(form.currency)),
    seats: Number(form.seats),
    ownerEmail: form.ownerEmail.trim(),
    ...(setupCode.trim() !== '' && { setupCode: setupCode.trim() }),
  };
}
