import { Alert, Button, Group, Skeleton, Stack, Text, TextInput, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type SyntheticEvent, useState } from 'react';
import { put } from '../../api/http';
import { problemText } from '../../api/problem';
import { type SpaceContext, spacePath } from '../../api/session';
import type { SeatPlan } from '../../api/seat-types';
import { day } from '../../ui/dates';
import { Trouble } from '../../ui/trouble';
import { plural } from '../../ui/words';
import { FreeableGroups } from '../charging/freeable-seats';
import { readReduction, reductionWords, renewalSum } from './plan-words';
import { planQuery } from './read-seats';
import classes from './seats.module.css';

/** What the renewal will bring, and the only way to fewer seats. */
export function Plan({ space }: { space: SpaceContext }) {
  const plan = useQuery(planQuery(space.slug));
  return (
    <section className={classes.section} aria-label="At the renewal">
      <Title order={2}>
        {plan.data === undefined
          ? 'At the renewal'
          : `At the renewal on ${day(plan.data.on, space.timeZone)}`}
      </Title>
      {plan.isError && plan.data === undefined && (
        <Trouble what="The plan" error={plan.error} onRetry={() => void plan.refetch()} />
      )}
      {plan.isPending && <Skeleton h={160} />}
      {plan.data !== undefined && <PlanForm key={plan.data.reduction} space={space} plan={plan.data} />}
    </section>
  );
}

function PlanForm({ space, plan }: { space: SpaceContext; plan: SeatPlan }) {
  const planned = plan.reduction > 0;
  const [typed, setTyped] = useState(planned ? String(plan.reduction) : '');
  const [asked, setAsked] = useState(false);
  const client = useQueryClient();
  const save = useMutation({
    mutationFn: (reduction: number) => put<SeatPlan>(spacePath(space.slug, '/seat-plan'), { reduction }),
    onSuccess: (after) => client.setQueryData(planQuery(space.slug).queryKey, after),
  });
  const { seats, problem } = readReduction(typed, plan.total);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setAsked(true);
    if (seats !== undefined) save.mutate(seats);
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <div>
          <Text className="tabular">{renewalSum(plan, plan.totalAfter, plan.billingPeriod)}.</Text>
          {planned ? (
            <Text>
              {plural(plan.reduction, 'seat')} planned to go. {reductionWords(plan, plan.reduction)}
            </Text>
          ) : (
            <Text c="dimmed">The whole pool is charged then. Nothing is planned to go.</Text>
          )}
        </div>
        {plan.freeable !== null && plan.freeable.groups.length > 0 && (
          <div>
            <Text>These could go first:</Text>
            <FreeableGroups slug={space.slug} groups={plan.freeable.groups} />
          </div>
        )}
        <TextInput
          label="Seats to give up"
          description={`Of ${plural(plan.total, 'seat')}. Only seats that are free on the day can go.`}
          inputMode="numeric"
          autoComplete="off"
          maw={280}
          value={typed}
          error={asked && problem}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setAsked(false);
            save.reset();
          }}
        />
        {seats !== undefined && seats !== plan.reduction && (
          <Text role="status">{reductionWords(plan, seats)}</Text>
        )}
        {save.isError && (
          <Alert color="red" role="alert" title="The plan was not changed">
            {problemText(save.error)}
          </Alert>
        )}
        <Group>
          <Button
            type="submit"
            variant="default"
            loading={save.isPending}
            disabled={planned && seats === plan.reduction}
          >
            {planned ? 'Change the plan' : 'Plan fewer seats'}
          </Button>
          {planned && (
            <Button variant="subtle" disabled={save.isPending} onClick={() => save.mutate(0)}>
              Drop the plan
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}
