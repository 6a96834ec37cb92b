import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { newKey, post } from '../../api/http';
import { ApiProblem } from '../../api/problem';
import { type SpaceContext, spacePath } from '../../api/session';
import { notify, notifyTrouble } from '../../ui/notify';
import { addedWords } from './price-words';
import type { OrderAnswer } from './read-charging';

interface Order {
  key: string;
  seats: number;
  quote: string;
  purchaseOrder: string | null;
  total: number;
  currency: string;
}

const placeOf = (slug: string): string => `usher.seat-order.${slug}`;

/** An order whose outcome was never heard: it outlives the dialog and the page, so that it is charged once. */
function readUnheard(slug: string): Order | undefined {
  const text = sessionStorage.getItem(placeOf(slug));
  return text === null ? undefined : (JSON.parse(text) as Order);
}

/** Sends an order once, however often it is clicked or retried: what is sent again is the very same. */
export function useSeatOrder(space: SpaceContext) {
  const { slug } = space;
  const client = useQueryClient();
  const [unheard, setUnheard] = useState(() => readUnheard(slug));
  const underWay = useRef(false);
  const shown = useShown();
  const mutation = useMutation({
    mutationFn: ({ key, seats, quote, purchaseOrder }: Order) =>
      post<OrderAnswer>(spacePath(slug, '/seat-orders'), { seats, quote, purchaseOrder }, key),
    onSettled: () => {
      underWay.current = false;
      void client.invalidateQueries({ queryKey: ['space', slug] });
    },
    onSuccess: (answer) => {
      forget();
      if (!shown.current) notify(addedWords(answer));
    },
    onError: (error) => {
      if (error instanceof ApiProblem && error.status < 500) forget();
      if (!shown.current) notifyTrouble('The seats were not added', error);
    },
  });
  const forget = () => {
    sessionStorage.removeItem(placeOf(slug));
    setUnheard(undefined);
  };
  const send = (order: Omit<Order, 'key'>) => {
    if (underWay.current) return;
    underWay.current = true;
    const whole = unheard ?? { ...order, key: newKey() };
    sessionStorage.setItem(placeOf(slug), JSON.stringify(whole));
    setUnheard(whole);
    mutation.mutate(whole);
  };
  return { send, unheard, busy: mutation.isPending, answer: mutation.data, error: mutation.error };
}

/** Whether the dialog is still there to show an outcome. */
function useShown() {
  const shown = useRef(true);
  useEffect(() => {
    shown.current = true;
    return () => {
      shown.current = false;
    };
  }, []);
  return shown;
}
