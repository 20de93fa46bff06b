// SPDX-License-Identifier: Apache-2.0
// The part of a trial that asks how much its inputs would have noticed, once everything else has said yes.
#include <fmt/format.h>

#include <algorithm>

#include "velox/base/file_system.hpp"
#include "velox/base/text.hpp"
#include "velox/experiment/trial.hpp"

namespace velox::experiment {

namespace {

constexpr double kAdequacyShare = 0.08;  // of the time left
constexpr double kAdequacySeconds = 4;   // and at most; once per unit
constexpr double kAgainstSeconds = 2;    // for observing the original on inputs made against one candidate
constexpr int kMadeAgainst = 60;
constexpr double kLeastSeconds = 0.25;  // with less there is no use in starting a worker
constexpr std::size_t kNamedSurvivors = 2;

std::vector<const Expected*> pointers(std::initializer_list<const std::vector<Expected>*> lists) {
  std::vector<const Expected*> result;
  for (const auto* list : lists) {
    for (const Expected& expected : *list) result.push_back(&expected);
  }
  return result;
}

std::string weakness(const Adequacy& found, const std::string& unit) {
  std::vector<std::string> named;
  for (const Mutant& each : found.survivors) {
    if (named.size() < kNamedSurvivors) named.push_back(each.what);
  }
  return fmt::format("the inputs tell only {:.0f} % of {} changed copies of {} apart (not noticed: {})",
                     found.share() * 100, found.mutants, unit, text::join(named, "; "));
}

}  // namespace

Trial::Step Trial::adequacy() {
  if (candidate_.placebo || route_ != Route::calls) return true;
  if (!VX_TRY(compare_named_values())) return false;
  VX_TRY(compare_other_types());
  auto& known = unit_case().adequacy;
  if (!known) {
    AdequacyOptions options;
    options.seed = context_.seed;
    const double seconds = std::min(kAdequacySeconds, deadline_.left() * kAdequacyShare);
    if (seconds < kLeastSeconds) return true;
    options.deadline = deadline_.sooner(seconds);
    report(Stage::confirmation, "changed copies of the original, to see what the inputs would notice");
    const WorkerSpec a = context_.a.worker(evidence_, context_.cpu);
    const auto source = VX_TRY(read_file(a.view->content() / evidence_.unit.id.file));
    const auto inputs =
        pointers({&reference().train, &reference().made, &reference().held_out, &reference().made_held_out});
    known = VX_TRY(measure_adequacy(a, source, evidence_.unit, inputs, options));
  }
  if (!*known) {
    if (known->error().kind == FaultKind::cancelled) return fail(ErrorCode::cancelled, "cancelled");
    return true;  // nothing is known, and nothing is said
  }
  const Adequacy& found = **known;
  if (!VX_TRY(compare_witnesses(found))) return false;
  verdict_.equivalence.mutants = found.mutants;
  verdict_.equivalence.mutants_killed = found.killed;
  if (!found.weak() || verdict_.assurance == model::Assurance::proven) return true;
  verdict_.assurance = model::Assurance::observed;
  verdict_.assumptions.push_back(weakness(found, evidence_.unit.id.qualname));
  return true;
}

// A value that only the candidate names, a bound or a special case, is where it may go another way.
Trial::Step Trial::compare_named_values() {
  ReferenceOptions options;
  options.seed = context_.seed + 41;
  options.made = kMadeAgainst;
  options.deadline = deadline_.sooner(std::min(kAgainstSeconds, deadline_.left() * kAdequacyShare));
  if (options.deadline.left() < kLeastSeconds) return true;
  const WorkerSpec a = context_.a.worker(evidence_, context_.cpu), b = context_.b.worker(evidence_, context_.cpu);
  const auto changed = VX_TRY(read_file(b.view->content() / evidence_.unit.id.file));
  if (!names_new_values(changed, VX_TRY(read_file(a.view->content() / evidence_.unit.id.file)))) return true;
  const auto from = pointers({&reference().train, &reference().held_out});
  const std::vector<Expected> made = VX_TRY(observe_against(a, from, changed, options));
  if (made.empty()) return true;
  const Comparison seen = VX_TRY(compare(b, pointers({&made}), reference().params, options.seed, deadline_));
  verdict_.equivalence.generated += seen.generated;
  if (seen.difference)
    return stop(model::VerdictKind::not_equivalent,
                fmt::format("on inputs made of values that only it names the changed code {}", *seen.difference));
  if (seen.out_of_time)
    return stop(model::VerdictKind::inconclusive,
                "the time was over before inputs made of values that only it names were compared");
  return true;
}

// Values of other types than were seen only weaken what is claimed: a candidate of less assurance leans on the types anyway.
Result<void> Trial::compare_other_types() {
  if (reference().varied.empty() || verdict_.assurance == model::Assurance::observed) return {};
  const Comparison seen = VX_TRY(compare(context_.b.worker(evidence_, context_.cpu), pointers({&reference().varied}),
                                         reference().params, context_.seed, deadline_));
  if (!seen.difference) return {};
  verdict_.assurance = model::Assurance::observed;
  verdict_.assumptions.push_back(
      fmt::format("arguments have the types that were seen: given others the changed code {}", *seen.difference));
  return {};
}

Trial::Step Trial::compare_witnesses(const Adequacy& found) {
  if (found.witnesses.empty()) return true;
  std::vector<const Expected*> inputs;
  for (const Expected& expected : found.witnesses) inputs.push_back(&expected);
  const Comparison seen = VX_TRY(
      compare(context_.b.worker(evidence_, context_.cpu), inputs, reference().params, context_.seed + 29, deadline_));
  verdict_.equivalence.generated += seen.generated;
  if (seen.difference)
    return stop(model::VerdictKind::not_equivalent,
                fmt::format("on inputs made to tell small faults apart the changed code {}", *seen.difference));
  if (seen.out_of_time)
    return stop(model::VerdictKind::inconclusive, "the time was over before inputs made against faults were compared");
  return true;
}

}  // namespace velox::experiment
