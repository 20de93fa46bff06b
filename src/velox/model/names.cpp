// SPDX-License-Identifier: Apache-2.0
// The names of the model's enumerations, as they stand in JSON, the store and the CLI.
#include "velox/model/candidate.hpp"
#include "velox/model/outcome.hpp"
#include "velox/model/unit.hpp"
#include "velox/model/verdict.hpp"

namespace velox::model {

const char* to_string(UnitKind kind) {
  switch (kind) {
    case UnitKind::function: return "function";
    case UnitKind::method: return "method";
    case UnitKind::nested: return "nested";
    case UnitKind::generator: return "generator";
    case UnitKind::coroutine: return "coroutine";
    case UnitKind::async_generator: return "async_generator";
  }
  return "function";
}

const char* to_string(Assurance assurance) {
  switch (assurance) {
    case Assurance::proven: return "proven";
    case Assurance::tested: return "tested";
    case Assurance::observed: return "observed";
  }
  return "observed";
}

Assurance weaker(Assurance a, Assurance b) { return a < b ? b : a; }

const char* to_string(Judging judging) {
  switch (judging) {
    case Judging::calls: return "calls";
    case Judging::sequence: return "sequence";
    case Judging::workload: return "workload";
  }
  return "workload";
}

const char* to_string(OutcomeKind kind) {
  switch (kind) {
    case OutcomeKind::ok: return "ok";
    case OutcomeKind::failed: return "failed";
    case OutcomeKind::timed_out: return "timed-out";
    case OutcomeKind::out_of_memory: return "out-of-memory";
    case OutcomeKind::output_limit: return "output-limit";
    case OutcomeKind::violated_policy: return "violated-policy";
    case OutcomeKind::killed: return "killed";
    case OutcomeKind::cancelled: return "cancelled";
  }
  return "failed";
}

const char* to_string(VerdictKind kind) {
  switch (kind) {
    case VerdictKind::accepted: return "accepted";
    case VerdictKind::not_equivalent: return "not-equivalent";
    case VerdictKind::slower: return "slower";
    case VerdictKind::no_gain: return "no-gain";
    case VerdictKind::inconclusive: return "inconclusive";
    case VerdictKind::unsafe: return "unsafe";
    case VerdictKind::failed: return "failed";
  }
  return "failed";
}

std::optional<VerdictKind> verdict_kind(std::string_view name) {
  using enum VerdictKind;
  for (const VerdictKind kind : {accepted, not_equivalent, slower, no_gain, inconclusive, unsafe, failed}) {
    if (name == to_string(kind)) return kind;
  }
  return std::nullopt;
}

}  // namespace velox::model
