/** Calls and shapes of the dated parameters. */
import { api } from "@/api/client";
import type {
  JsonValue, ParameterDetailOut, ParameterKind, ParameterOut, ParameterPage, ParameterSetOut, ParameterSetRow, ParameterValueOut, ProposalIn,
} from "@/api/client/types.gen";

export type { JsonValue, ParameterDetailOut, ParameterKind, ParameterOut, ParameterPage, ParameterSetOut, ParameterSetRow, ParameterValueOut };

export const propose = (proposal: ProposalIn) => api.post<ParameterSetOut>("/parameters", proposal);
