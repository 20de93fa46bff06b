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
constexpr double kLeastSeconds = 0.25;   // with less there is no use in starting a worker
constexpr std::size_t kNamedSurvivors = 2;

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

Trial::Step Trial::compare_witnesses(const Adequacy& found) {
  if (found.witnesses.empty()) return true;
  const Comparison seen = VX_TRY(compare(context_.b.worker(evidence_, context_.cpu), pointers({&found.witnesses}),
                                         reference(), context_.seed + 29, deadline_));
  verdict_.equivalence.generated += seen.generated;
  if (seen.difference)
    return stop(model::VerdictKind::not_equivalent,
                fmt::format("on inputs made to tell small faults apart the changed code {}", *seen.difference));
  if (seen.out_of_time) return undecided("the time was over before inputs made against faults were compared");
  return true;
}

}  // namespace velox::experiment
