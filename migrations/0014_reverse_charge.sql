-- Across borders within the EU, and out of the UK, the buyer accounts for the VAT.

alter table billing_settings add column reverse_charge boolean not null default false;
comment on column billing_settings.reverse_charge is 'No tax is charged and the invoice says why; both VAT numbers stand on it then.';
