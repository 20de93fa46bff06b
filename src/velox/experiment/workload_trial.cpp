// SPDX-License-Identifier: Apache-2.0
#include "velox/experiment/workload_trial.hpp"

#include <fmt/format.h>
#include <sched.h>

#include "velox/base/text.hpp"

namespace velox::experiment {

namespace {

constexpr int kWorkloadPairs = 9;  // of the final duet of the whole workload: its 2nd to 8th value cover 96 %
constexpr int kLeastWorkloadPairs = 6;

}  // namespace

std::optional<int> duet_cpu() {
  cpu_set_t allowed;
  if (sched_getaffinity(0, sizeof allowed, &allowed) != 0) return std::nullopt;
  for (int cpu = CPU_SETSIZE - 1; cpu >= 0; --cpu) {
    if (CPU_ISSET(cpu, &allowed)) return cpu;
  }
  return std::nullopt;
}

Result<model::Verdict> compare_workload(const Setting& setting, SideFolder& a, SideFolder& b,
                                        const std::vector<std::string>& changed, Deadline deadline,
                                        const std::function<void(const Progress&)>& progress) {
  const double start = monotonic_seconds();
  model::Verdict verdict;
  verdict.seed = setting.seed;
  verdict.assurance = model::Assurance::tested;
  const auto finish = [&](model::VerdictKind kind, std::string reason) {
    verdict.kind = kind;
    verdict.reason = std::move(reason);
    verdict.seconds = monotonic_seconds() - start;
    return verdict;
  };
  if (progress) progress({Stage::equivalence, 0, 1, 0, 0, "comparing whole runs"});
  const WholeReference reference = VX_TRY(build_whole_reference(a.whole(), *setting.workload, deadline));
  if (reference.unusable()) return finish(model::VerdictKind::inconclusive, *reference.unusable());
  verdict.assumptions = reference.assumptions();
  VX_TRY(b.warm_from(a, changed));
  const WholeRun first = VX_TRY(run_whole(b.whole(), *setting.workload, 1, deadline));
  if (const auto difference = reference.difference(first)) {
    if (deadline.passed())
      return finish(model::VerdictKind::inconclusive, "the time was over before whole runs were compared");
    return finish(model::VerdictKind::not_equivalent, fmt::format("with all changes {}", *difference));
  }
  ++verdict.equivalence.whole_runs;
  WholePairs source(a.whole(), b.whole(), *setting.workload, reference, setting.seed + 3, duet_cpu(), deadline);
  DuetOptions options;
  options.fixed_pairs = kWorkloadPairs;
  options.seed = setting.seed + 3;
  options.deadline = deadline;
  options.cancel = setting.cancel;
  options.progress = [&](int pairs, const model::Speedup& s) {
    if (progress) progress({Stage::duet, pairs, s.estimate, s.low, s.high, ""});
  };
  const DuetResult result = VX_TRY(run_duet(source, options));
  verdict.pairs = result.speedup.pairs;
  verdict.equivalence.whole_runs += result.speedup.pairs;
  if (result.fault) {
    return finish(result.fault->side == Side::b ? model::VerdictKind::not_equivalent : model::VerdictKind::inconclusive,
                  fmt::format("{}: {}", result.fault->side == Side::b ? "with all changes" : "the original",
                              result.fault->fault.text));
  }
  if (result.speedup.pairs > 0) verdict.speedup = result.speedup;
  if (result.speedup.pairs < kLeastWorkloadPairs) {
    return finish(model::VerdictKind::inconclusive,
                  "the time was over after " + text::counted(result.speedup.pairs, "pair") + " of whole runs");
  }
  verdict.confirmed = result.speedup;
  const std::string text = fmt::format("×{:.2f} [{:.2f}, {:.2f}] in {} pairs of whole runs", result.speedup.estimate,
                                       result.speedup.low, result.speedup.high, result.speedup.pairs);
  if (result.speedup.low > 1) return finish(model::VerdictKind::accepted, text);
  if (result.speedup.high < 1) return finish(model::VerdictKind::slower, text);
  return finish(model::VerdictKind::no_gain, text);
}

}  // namespace velox::experiment
