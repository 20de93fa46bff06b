// SPDX-License-Identifier: Apache-2.0
#include "velox/agents/run_recorder.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include "velox/base/clock.hpp"
#include "velox/base/hash.hpp"
#include "velox/base/json_full.hpp"

namespace velox::agents {

namespace {

Json attempt_body(const Attempt& attempt) {
  const auto& c = attempt.candidate;
  const auto& v = attempt.verdict;
  Json edits = Json::array();
  for (const auto& edit : c.edits)
    edits.push_back({{"begin", edit.span.begin}, {"end", edit.span.end}, {"text", edit.text}});
  return {{"why", c.why},
          {"file", c.file},
          {"edits", std::move(edits)},
          {"cost_before", c.cost_before},
          {"cost_after", c.cost_after},
          {"expected_saving", c.expected_saving},
          {"expected_factor", c.expected_factor},
          {"judging", model::to_string(c.judging)},
          {"assurance", model::to_string(v.assurance)},
          {"assumptions", v.assumptions},
          {"captured", v.equivalence.captured},
          {"generated", v.equivalence.generated},
          {"held_out", v.equivalence.held_out},
          {"tests_run", v.equivalence.tests_run},
          {"tests_passed", v.equivalence.tests_passed},
          {"whole_runs", v.equivalence.whole_runs},
          {"memory_ratio", v.memory_ratio},
          {"placebo", c.placebo},
          {"patch", attempt.patch}};
}

}  // namespace

std::string new_run_id(const std::vector<std::string>& targets) {
  std::string seed = fmt::format("{}:{}:{}", utc_timestamp(), getpid(), monotonic_seconds());
  for (const std::string& target : targets) seed += ":" + target;
  return short_hash(seed, 8);
}

RunRecorder::RunRecorder(store::Store& store, std::string run)
    : store_(store), run_(std::move(run)), started_at_(utc_timestamp()) {}

Result<void> RunRecorder::patches(const Report& report) {
  int position = 0;
  for (const auto& patch : report.patches) {
    store::PatchRecord record;
    record.id = patch.id();
    record.run = run_;
    record.position = position++;
    record.unit = patch.candidate().unit.text();
    record.file = patch.file();
    record.created_at = utc_timestamp();
    record.body = json::dump(patch.to_json());
    record.summary = json::dump(patch_json(patch, report.patches.size() == 1 ? report.whole : std::nullopt));
    VX_TRY(store_.put_patch(record));
  }
  return {};
}

Result<void> RunRecorder::attempt(const Attempt& attempt) {
  const auto& candidate = attempt.candidate;
  const auto& verdict = attempt.verdict;
  return store_.add_experiment({run_, candidate.id, candidate.unit.text(), candidate.strategy,
                                static_cast<int>(candidate.line), model::to_string(verdict.kind), verdict.reason,
                                verdict.pairs, verdict.seconds, json::dump(attempt_body(attempt))});
}

Result<void> RunRecorder::learn(model::Case known) {
  known.run = run_;
  known.at = utc_timestamp();
  return store_.add_case(known);
}

Result<void> RunRecorder::refusal(const model::Refusal& refusal) {
  const std::string key = fmt::format("{}:{}:{}", refusal.strategy, refusal.unit.text(), refusal.line);
  return store_.add_experiment({run_, short_hash(key), refusal.unit.text(), refusal.strategy,
                                static_cast<int>(refusal.line), "refused", refusal.reason, 0, 0, "{}"});
}

Result<void> RunRecorder::run(const Report& report, const std::string& status) {
  store::RunRecord record;
  record.id = run_;
  record.started_at = started_at_;
  record.status = status;
  record.target = report.target;
  record.python = report.python;
  record.seed = report.seed;
  record.budget_s = report.budget_s;
  record.elapsed_s = report.elapsed_s;
  record.accepted = static_cast<int>(report.patches.size());
  for (const auto& unit : report.units) record.tried += static_cast<int>(unit.attempts.size());
  if (status != "running") record.result = json::dump(to_json(report));
  return store_.put_run(record);
}

Result<void> RunRecorder::episode(const std::string& policy, double reward, const Json& document) {
  return store_.add_episode({run_, "", policy, reward, json::dump(document)});
}

}  // namespace velox::agents
