import {
  Alert,
  Button,
  Group,
  Skeleton,
  Stack,
  Switch,
  Text,
  Textarea,
  TextInput,
  Title,
} from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { problemText } from '../../api/problem';
import { useSpace } from '../../api/session';
import type { Billing } from '../../api/seat-types';
import { day } from '../../ui/dates';
import { Trouble } from '../../ui/trouble';
import { inWords, money } from '../../ui/words';
import { billingQuery, useSaveBilling } from './billing';
import { changeOf, errorsIn, fieldsOf, lackWords, type BillingFields } from './billing-fields';

/** What the space pays, and what its invoices say. */
export function BillingSettings({ slug }: { slug: string }) {
  const billing = useQuery(billingQuery(slug));
  if (billing.isPending) {
    return (
      <Stack gap="md" maw={480}>
        {[1, 2, 3, 4, 5].map((row) => (
          <Skeleton key={row} height={60} />
        ))}
      </Stack>
    );
  }
  if (billing.data === undefined)
    return (
      <Trouble what="The billing settings" error={billing.error} onRetry={() => void billing.refetch()} />
    );
  return <BillingForm slug={slug} billing={billing.data} />;
}

/** Nothing is sent until Save; what was typed stays when saving fails. */
function BillingForm({ slug, billing }: { slug: string; billing: Billing }) {
  const [form, setForm] = useState(() => fieldsOf(billing));
  const [asked, setAsked] = useState(false);
  const save = useSaveBilling(slug);
  const errors = errorsIn(form);
  const changed = JSON.stringify(form) !== JSON.stringify(fieldsOf(billing));
  const set = (part: Partial<BillingFields>) => {
    save.reset();
    setForm((old) => ({ ...old, ...part }));
  };
  type TextField = Exclude<keyof BillingFields, 'reverseCharge'>;
  const field = (key: TextField) => ({
    value: form[key],
    error: (asked || key === 'taxRate' || form.reverseCharge) && errors[key],
    onChange: (event: { currentTarget: { value: string } }) => set({ [key]: event.currentTarget.value }),
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setAsked(true);
    if (Object.keys(errors).length === 0) save.mutate(changeOf(form));
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="xl" maw={480}>
        <Price billing={billing} />
        {billing.invoicesLack.length > 0 && (
          <Alert color="yellow" variant="light" title="Invoices are not complete yet">
            They lack {inWords(lackWords(billing.invoicesLack))}. What you save goes onto the next invoice;
            those issued stay as they are.
          </Alert>
        )}
        <Stack gap="md">
          <Title order={2}>Your organisation</Title>
          <TextInput
            label="E-mail for invoices"
            description="Empty: they go to the Owner."
            type="email"
            {...field('billingEmail')}
          />
          <TextInput
            label="Name on the invoice"
            description="Empty: the name of the space."
            {...field('buyerName')}
          />
          <Textarea label="Your address" autosize minRows={3} {...field('buyerAddress')} />
          <TextInput label="Your VAT number (optional)" {...field('buyerVatNumber')} />
        </Stack>
        <Stack gap="md">
          <Title order={2}>The seller</Title>
          <TextInput label="Seller’s name" {...field('sellerName')} />
          <Textarea label="Seller’s address" autosize minRows={3} {...field('sellerAddress')} />
          <TextInput label="Seller’s VAT number" {...field('sellerVatNumber')} />
          <TextInput label="Company number (optional)" {...field('sellerCompanyNumber')} />
          <TextInput label="Seller’s e-mail (optional)" type="email" {...field('sellerEmail')} />
          <Textarea
            label="How to pay"
            description="Account and sort code or IBAN, as they are to stand on the invoice."
            autosize
            minRows={2}
            {...field('bankDetails')}
          />
          <Textarea
            label="Note below the total (optional)"
            description="Such as the ground for a zero rate."
            autosize
            {...field('note')}
          />
        </Stack>
        <Stack gap="md">
          <Title order={2}>Tax</Title>
          <Group align="flex-start" grow>
            <TextInput label="Name of the tax" {...field('taxName')} />
            <TextInput label="Rate in per cent" inputMode="decimal" {...field('taxRate')} />
          </Group>
          <Switch
            label="Reverse charge"
            description="No tax is charged: the buyer accounts for it. The invoice says so, with both VAT numbers."
            checked={form.reverseCharge}
            onChange={(event) => set({ reverseCharge: event.currentTarget.checked })}
          />
        </Stack>
        {save.isError && (
          <Alert color="red" role="alert" title="Not saved">
            {problemText(save.error)} What you typed is still here.
          </Alert>
        )}
        <Group>
          <Button type="submit" loading={save.isPending} disabled={!changed}>
            Save billing
          </Button>
          <span role="status">{save.isSuccess && !changed ? 'Saved' : ''}</span>
        </Group>
      </Stack>
    </form>
  );
}

/** What only the operator changes. */
function Price({ billing }: { billing: Billing }) {
  const { timeZone } = useSpace();
  const { pricePerSeat, currency, billingPeriod, period, stopOrdersWhenOverdue } = billing;
  return (
    <div>
      <Title order={2}>
        {money(pricePerSeat, currency)} a seat and {billingPeriod}
      </Title>
      <Text c="dimmed">
        Renews on {day(period.to, timeZone)}. The price is changed by the operator alone.
        {stopOrdersWhenOverdue && ' While an invoice is overdue, no seats can be added.'}
      </Text>
    </div>
  );
}
