// SPDX-License-Identifier: Apache-2.0
#include "velox/experiment/judge.hpp"

#include <fmt/format.h>

#include "velox/base/hash.hpp"
#include "velox/experiment/false_discovery.hpp"
#include "velox/experiment/side.hpp"
#include "velox/experiment/static_safety.hpp"
#include "velox/experiment/trial.hpp"
#include "velox/experiment/workload_trial.hpp"

namespace velox::experiment {

const char* to_string(Stage stage) {
  switch (stage) {
    case Stage::safety: return "safety";
    case Stage::tests: return "tests";
    case Stage::equivalence: return "equivalence";
    case Stage::duet: return "duet";
    case Stage::confirmation: return "confirmation";
  }
  return "safety";
}

struct Judge::State {
  Setting setting;
  std::map<std::string, std::string> files;  // what differs from the disk
  std::unique_ptr<SideFolder> a, b;
  BaseMemory memory;
  FalseDiscoveryControl discoveries;

  Result<std::string> current(const std::string& file) const {
    const auto known = files.find(file);
    if (known != files.end()) return known->second;
    return read_file(setting.root / file);
  }
};

Judge::Judge(std::unique_ptr<State> state) : state_(std::move(state)) {}
Judge::~Judge() = default;

Result<std::unique_ptr<Judge>> Judge::create(Setting setting, std::map<std::string, std::string> files) {
  if (setting.sandbox == nullptr) return fail(ErrorCode::internal, "a judge needs a sandbox");
  auto state = std::make_unique<State>();
  state->setting = std::move(setting);
  state->files = std::move(files);
  state->a = VX_TRY(SideFolder::create(state->setting, state->files));
  state->b = VX_TRY(SideFolder::create(state->setting, state->files));
  return std::unique_ptr<Judge>(new Judge(std::move(state)));
}

Result<Judged> Judge::judge(const model::Candidate& candidate, const UnitEvidence& evidence, Deadline deadline,
                            const std::function<void(const Progress&)>& progress) {
  if (progress) progress({Stage::safety, 0, 1, 0, 0, ""});
  const std::string before = VX_TRY_CONTEXT("judging a candidate", state_->current(candidate.file));
  SafetyCheck safety = VX_TRY(check_static_safety(candidate, evidence.unit, before, state_->setting.safety));
  Judged judged;
  judged.verdict.seed = state_->setting.seed;
  if (!safety.safe()) {
    judged.verdict.kind = safety.malformed ? model::VerdictKind::failed : model::VerdictKind::unsafe;
    judged.verdict.reason = std::move(safety.reason);
    judged.verdict.assurance = candidate.assurance;
    return judged;
  }
  VX_TRY(state_->b->put(candidate.file, safety.after));
  Trial::Context context{state_->setting,     *state_->a, *state_->b,           state_->memory,
                         state_->discoveries, duet_cpu(), state_->setting.seed, {candidate.file}};
  auto verdict = Trial(context, candidate, evidence, deadline, progress).judge();
  VX_TRY(state_->b->clean());
  VX_TRY(state_->b->put(candidate.file, before));
  judged.verdict = VX_TRY(std::move(verdict));
  if (!judged.verdict.accepted()) return judged;
  VerifiedPatch patch;
  patch.id_ = short_hash(candidate.file + '\0' + before + '\0' + safety.after);
  patch.file_ = candidate.file;
  patch.before_ = before;
  patch.after_ = std::move(safety.after);
  patch.candidate_ = candidate;
  patch.verdict_ = judged.verdict;
  judged.patch = std::move(patch);
  return judged;
}

Result<void> Judge::adopt(const VerifiedPatch& patch) { return replace(patch, patch.before(), patch.after()); }

Result<void> Judge::take_back(const VerifiedPatch& patch) { return replace(patch, patch.after(), patch.before()); }

Result<void> Judge::replace(const VerifiedPatch& patch, const std::string& from, const std::string& to) {
  const std::string current = VX_TRY(state_->current(patch.file()));
  if (current != from) {
    return fail(ErrorCode::conflict,
                fmt::format("patch {} was made for another version of {}", patch.id(), patch.file()));
  }
  VX_TRY(state_->a->put(patch.file(), to));
  VX_TRY(state_->b->put(patch.file(), to));
  state_->files[patch.file()] = to;
  state_->memory = {};
  return {};
}

Result<model::Verdict> Judge::judge_workload(const std::map<std::string, std::string>& before,
                                             const std::map<std::string, std::string>& after, Deadline deadline,
                                             const std::function<void(const Progress&)>& progress) {
  const Setting& setting = state_->setting;
  if (!setting.workload) return fail(ErrorCode::unsupported, "there is no workload to compare");
  const auto a = VX_TRY(SideFolder::create(setting, before));
  const auto b = VX_TRY(SideFolder::create(setting, after));
  std::vector<std::string> changed;
  for (const auto& [file, bytes] : after) {
    const auto known = before.find(file);
    if (known == before.end() || known->second != bytes) changed.push_back(file);
  }
  return compare_workload(setting, *a, *b, changed, deadline, progress);
}

}  // namespace velox::experiment
