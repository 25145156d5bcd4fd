/** Chooses the union of an account by name or pinyin initials; names only, since administrators see no business data. */
import { useDeferredValue, useState } from "react";

import type { PlacePage } from "@/api/client/types.gen";
import { useApi } from "@/api/query";
import { Select } from "@/kit";
import { t } from "@/lib/i18n";

interface PlaceSelectProps {
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (id: string) => void;
  /** The place chosen before, so that it has a name at once. */
  readonly known?: { readonly id: string; readonly name: string };
}

export function PlaceSelect({ id, value, onChange, known }: PlaceSelectProps) {
  const [text, setText] = useState("");
  const { data } = useApi<PlacePage>("/accounts/places", { q: useDeferredValue(text.trim()), limit: 30 });
  const places = data?.items ?? [];
  const all = known && !places.some((place) => place.id === known.id) ? [known, ...places] : places;
  return (
    <Select
      id={id} value={value} onChange={onChange} options={all.map((place) => ({ value: place.id, label: place.name }))}
      showSearch={{ filterOption: false, onSearch: setText }} placeholder={t("kit.org.choose")} notFoundContent={t("kit.none_found")}
    />
  );
}
