// SPDX-License-Identifier: Apache-2.0
// One run of the use case `optimize`, for optimizer.hpp alone. Its way as a whole is in optimizer.cpp; which candidates are tried, in
// session.cpp; how one is judged, in judging.cpp; how accepted patches are made smaller, in smaller_patches.cpp.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "velox/agents/optimizer.hpp"
#include "velox/agents/project_style.hpp"
#include "velox/agents/run_recorder.hpp"
#include "velox/agents/session_log.hpp"
#include "velox/agents/strategies.hpp"
#include "velox/agents/unit_work.hpp"
#include "velox/learn/policy.hpp"

namespace velox::agents {

inline constexpr double kLeastSeconds = 1.0;  ///< an experiment is not begun with less
inline constexpr double kWholeRuns = 16;  ///< workload runs that the last comparison takes, with the original's speed

/// Runs once; not thread-safe. What it is given must outlive it.
class Optimization {
 public:
  Optimization(const Options& options, const Installation& installation, Observer& observer);
  Result<Report> run(ApplyPatches apply);

 private:
  // --- optimizer.cpp -------------------------------------------------------------------------------------------
  Result<void> open_home();
  Result<void> work(ApplyPatches apply);
  void create_strategies(std::vector<std::unique_ptr<rules::Rule>> rules, rules::Effects effects);
  Result<void> create_judge();
  Result<void> reparse(const std::string& file);
  Result<void> run_placebo();
  Result<void> judge_whole();
  Result<void> withdraw_all(const std::string& reason);
  Result<void> withdraw_last(model::VerdictKind kind, const std::string& reason);
  std::map<std::string, std::string> patched_files() const;
  double run_seconds() const;
  double seconds_for_candidates() const { return deadline_.left() - reserve_s_; }
  void warn(const std::string& text);
  const source::ParsedModule* module_of(const std::string& file) const;

  // --- session.cpp ---------------------------------------------------------------------------------------------
  Result<void> choose_policy();
  Result<void> run_session();
  Result<bool> try_next();
  Result<void> find_candidates();
  Result<void> list_candidates(UnitWork& work, const source::ParsedModule& module, const model::Unit& unit);
  Result<void> tell_refusals(UnitWork& work, const UnitFindings& findings, const std::vector<Rewriting>& rewritings);
  void search_combinations(UnitWork& work, Deadline deadline);
  Result<void> try_offer(const Choice& choice, std::size_t index);
  Result<Attempt> judge_offer(const Offer& offer);
  Result<void> base_changed(const UnitWork& work);

  // --- judging.cpp ---------------------------------------------------------------------------------------------
  model::HotSpot what_is_left(model::HotSpot spot) const;
  Result<void> retry_undecided();
  /// Judges, and takes in what is accepted.
  Result<Attempt> judge_candidate(const model::Candidate& candidate, const experiment::UnitEvidence& evidence,
                                  double seconds);
  /// Judges only. `candidate` is in the project's style.
  Result<experiment::Judged> ask_judge(const model::Candidate& candidate, const experiment::UnitEvidence& evidence,
                                       double seconds);
  template <typename T>
  Result<void> check_judged(const Result<T>& judged) const;
  Result<void> take_in(const experiment::VerifiedPatch& patch, const experiment::UnitEvidence& evidence);
  Result<void> note(const Attempt& attempt);
  void keep_inputs(const std::string& patch, const experiment::UnitEvidence& evidence);
  std::uint32_t users_line_of(const model::Candidate& candidate) const;

  // --- smaller_patches.cpp -------------------------------------------------------------------------------------
  Result<void> drop_what_does_not_pay();
  Result<bool> drop_one_step(UnitReport& unit);
  Result<bool> try_without(UnitReport& unit, const std::vector<std::size_t>& patches, std::size_t step);
  Sequence sequence_of(const std::vector<std::size_t>& patches) const;
  std::vector<std::size_t> last_patches_of(const model::UnitId& unit) const;
  bool may_gain(const UnitReport& unit, const std::vector<model::Candidate>& steps) const;
  Result<std::optional<experiment::Judged>> judge_in_place_of(const std::vector<std::size_t>& patches,
                                                              const model::Candidate& candidate,
                                                              const std::string& dropped);
  Result<void> put_in_place_of(const std::vector<std::size_t>& patches, const experiment::VerifiedPatch& smaller,
                               const std::string& dropped);

  const Options& options_;
  const Installation& installation_;
  Observer& observer_;
  Deadline deadline_;
  double started_;
  std::map<model::UnitId, double> sped_up_;    // by accepted patches
  std::map<std::string, Sequence> sequences_;  // of candidates that are several rewrites, by their ids
  double reserve_s_ = 0, placebo_s_ = 0;
  double combining_s_ = 0, dropping_s_ = 0;  // spent so far
  Report report_;
  fs::path root_;
  std::optional<Home> home_;
  std::optional<FileLock> lock_;
  std::unique_ptr<store::Store> store_;
  std::optional<RunRecorder> recorder_;
  std::unique_ptr<learn::Policy> policy_;
  learn::Experience experience_;
  SessionLog log_;
  std::vector<UnitWork> works_;
  double session_s_ = 0;  // what the session may use
  std::unique_ptr<Survey> survey_;
  std::unique_ptr<Strategies> strategies_;
  std::optional<ProjectStyle> style_;
  std::unique_ptr<experiment::Judge> judge_;
};

// A file that changed under the judge explains whatever it says; patches of this run are in memory only.
template <typename T>
Result<void> Optimization::check_judged(const Result<T>& judged) const {
  if (!judged && judged.error().code() == ErrorCode::cancelled) return std::unexpected(judged.error());
  VX_TRY(check_unchanged(*survey_));
  if (!judged) return std::unexpected(judged.error());
  return {};
}

}  // namespace velox::agents
