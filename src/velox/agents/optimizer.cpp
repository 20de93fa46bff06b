// SPDX-License-Identifier: Apache-2.0
// One run, in order: lock and store, survey, then unit by unit: candidates, the policy's choice, the judge, the next base;
// then a placebo, then the workload as a whole, which has the last word on everything that was accepted.
#include "velox/agents/optimizer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <set>

#include "velox/agents/bundle_evidence.hpp"
#include "velox/agents/candidates.hpp"
#include "velox/agents/effects.hpp"
#include "velox/agents/patches.hpp"
#include "velox/agents/policy.hpp"
#include "velox/agents/present_lines.hpp"
#include "velox/agents/run_recorder.hpp"
#include "velox/base/json_full.hpp"

namespace velox::agents {

namespace {

constexpr double kReserveShare = 0.45;  ///< of the budget, the most that is kept for the placebo and the whole workload
constexpr double kPlaceboSeconds = 6;
constexpr double kLeastSeconds = 1.0;  ///< an experiment is not begun with less
constexpr double kMinorShare = 0.4;    ///< of what is left, the most that a candidate of little promise may use
constexpr double kPromising = 0.03;    ///< expected saving from which a candidate may use all that is left
constexpr double kWholeRuns = 16;      ///< workload runs that the last comparison takes, with the original's speed
constexpr double kLeastWholeRuns = 8;
constexpr double kComputes = 0.3;     ///< part of the wall time on a CPU above which a workload does not merely wait
constexpr double kWallOverCpu = 1.1;  ///< start and reading the output included
constexpr double kRetryFactor = 0.5;  ///< of the time it had, the least that a second try needs

// What a candidate replaces by what, and what stands around it, wherever that is now: a patch may have moved it.
std::string gist(const model::Candidate& candidate, const std::string& bytes) {
  constexpr std::uint32_t kAround = 40;
  std::string text = candidate.strategy;
  for (const auto& edit : candidate.edits) {
    const auto begin = edit.span.begin - std::min(edit.span.begin, kAround);
    text += '\0' + bytes.substr(begin, edit.span.end + kAround - begin) + '\0' + edit.text;
  }
  return text;
}

class Optimization {
 public:
  Optimization(const Options& options, const Installation& installation, Observer& observer)
      : options_(options),
        installation_(installation),
        observer_(observer),
        deadline_(Deadline::after(options.budget_s)),
        started_(monotonic_seconds()) {}

  Result<Report> run(ApplyPatches apply) {
    report_.run = new_run_id(options_.targets);
    report_.budget_s = options_.budget_s;
    report_.seed = options_.seed;
    for (const std::string& target : options_.targets) report_.target += (report_.target.empty() ? "" : " ") + target;
    VX_TRY(open_home());
    const auto done = work(apply);
    report_.elapsed_s = monotonic_seconds() - started_;
    VX_TRY(recorder_->run(report_, done                                          ? "finished"
                                   : done.error().code() == ErrorCode::cancelled ? "cancelled"
                                                                                 : "failed"));
    if (!done) return std::unexpected(done.error());
    return std::move(report_);
  }

 private:
  Result<void> open_home() {
    root_ = VX_TRY(find_root(options_));
    home_ = VX_TRY(Home::open(root_));
    if (home_->outside_project()) {
      warn("the project cannot be written; results are kept in " + home_->folder().string());
    }
    lock_ = VX_TRY(home_->lock());
    store_ = VX_TRY(home_->open_store());
    remove_abandoned_temp_dirs();
    for (const std::string& line : VX_TRY(recover(root_, *store_))) warn(line);
    VX_TRY(store_->mark_interrupted());
    recorder_.emplace(*store_, report_.run);
    return recorder_->run(report_, "running");
  }

  Result<void> work(ApplyPatches apply) {
    rules_ = VX_TRY(chosen_rules(root_, options_));
    const auto tables = VX_TRY(effects_tables(root_));
    policy_ = VX_TRY(make_policy(options_.policy, options_.seed));
    survey_ = VX_TRY(make_survey(options_, installation_, SurveyDepth::capture, deadline_, report_, observer_));
    effects_ = rules::Effects(tables, python_named(report_.python));
    VX_TRY(create_judge());
    placebo_s_ = std::min(kPlaceboSeconds, kReserveShare / 2 * options_.budget_s);
    reserve_s_ = std::min(kReserveShare * options_.budget_s, kWholeRuns * run_seconds() + placebo_s_);
    for (UnitReport* unit : units_by_promise()) {
      if (seconds_for_candidates() < kLeastSeconds) {
        report_.out_of_time = true;
        break;
      }
      VX_TRY(optimise_unit(*unit));
    }
    VX_TRY(retry_undecided());
    VX_TRY(run_placebo());
    VX_TRY(judge_whole());
    VX_TRY(check_unchanged(*survey_));
    VX_TRY(recorder_->patches(report_));
    report_.combined_diff = combined_diff(report_.patches);
    if (apply == ApplyPatches::yes && !report_.patches.empty()) {
      VX_TRY(apply_patches(root_, *store_, report_.patches));
      report_.applied = true;
    }
    return {};
  }

  Result<void> create_judge() {
    experiment::Setting setting;
    setting.root = root_;
    setting.python = survey_->python;
    setting.runtime = installation_.runtime;
    setting.sandbox = survey_->sandbox.get();
    setting.workload = survey_->workload;
    setting.min_gain = options_.min_gain;
    setting.seed = options_.seed;
    setting.cancel = installation_.cancel;
    setting.noise = survey_->noise;
    judge_ = VX_TRY(experiment::Judge::create(std::move(setting), {}));
    return {};
  }

  // What a run of the workload takes when the machine has time for it; what waits needs the wall's time.
  double run_seconds() const {
    const auto& baseline = report_.baseline;
    return baseline.cpu_s > kComputes * baseline.wall_s ? kWallOverCpu * baseline.cpu_s : baseline.wall_s;
  }

  double seconds_for_candidates() const { return deadline_.left() - reserve_s_; }

  void warn(const std::string& text) {
    report_.warnings.push_back(text);
    observer_.warning(text);
  }

  const source::ParsedModule* module_of(const std::string& file) const {
    const auto found = survey_->modules.find(file);
    return found == survey_->modules.end() ? nullptr : &found->second;
  }

  // What is known of a module, with everything that was seen of its units; made anew when the module has changed.
  const analysis::Facts& facts_of(const source::ParsedModule& module) {
    const auto known = facts_.find(module.file());
    if (known != facts_.end()) return known->second;
    std::vector<model::ObservedUnit> observed;
    for (const auto& [unit, evidence] : survey_->evidence) {
      if (unit.file == module.file()) observed.push_back(evidence.observed);
    }
    return facts_.emplace(module.file(), analysis::Facts::analyse(module, observed)).first->second;
  }

  UnitFindings findings_for(const source::ParsedModule& module, const model::Unit& unit, const model::HotSpot& spot,
                            const model::ObservedUnit& observed) {
    return find_candidates(rules_, module, facts_of(module), unit,
                           what_is_left(at_present_lines(spot, report_.patches, module, unit)), &observed,
                           {survey_->python.major, survey_->python.minor}, options_.assurance, effects_);
  }

  // The profile is of the code before any patch: what a unit takes now is less by the speed-ups it has got since.
  model::HotSpot what_is_left(model::HotSpot spot) const {
    const auto known = sped_up_.find(spot.unit);
    if (known == sped_up_.end()) return spot;
    spot.own_share /= known->second;
    spot.cumulative_share /= known->second;
    for (auto& [line, share] : spot.line_share) share /= known->second;
    return spot;
  }

  // The units with the candidates that should save most come first; the report keeps its order.
  std::vector<UnitReport*> units_by_promise() {
    std::vector<std::pair<double, UnitReport*>> units;
    for (auto& report : report_.units) {
      const auto* module = module_of(report.spot.unit.file);
      const auto* unit = module == nullptr ? nullptr : module->find_unit(report.spot.unit.qualname);
      const auto evidence = survey_->evidence.find(report.spot.unit);
      double best = 0;
      if (unit != nullptr && evidence != survey_->evidence.end()) {
        for (const auto& c : findings_for(*module, *unit, report.spot, evidence->second.observed).candidates)
          best = std::max(best, c.expected_saving);
      }
      units.emplace_back(best, &report);
    }
    std::ranges::stable_sort(units, std::greater(), [](const auto& entry) { return entry.first; });
    std::vector<UnitReport*> ordered;
    for (const auto& [best, report] : units) ordered.push_back(report);
    return ordered;
  }

  // Tries candidates of a unit until none is left; an accepted one changes the base and brings new ones.
  Result<void> optimise_unit(UnitReport& unit_report) {
    const model::UnitId id = unit_report.spot.unit;
    std::set<std::string> tried;
    bool announced = false;
    Json steps = Json::array();
    double reward = 0;
    while (true) {
      const source::ParsedModule* module = module_of(id.file);
      const model::Unit* unit = module == nullptr ? nullptr : module->find_unit(id.qualname);
      const auto evidence = survey_->evidence.find(id);
      if (unit == nullptr || evidence == survey_->evidence.end()) break;
      evidence->second.unit = *unit;
      auto findings = findings_for(*module, *unit, unit_report.spot, evidence->second.observed);
      if (!announced) {
        unit_report.refusals = findings.refusals;
        unit_report.below_assurance = findings.below_assurance;
        for (auto& refusal : unit_report.refusals) refusal.line = users_line(report_.patches, id.file, refusal.line);
      }
      std::erase_if(findings.candidates, [&](const auto& c) { return tried.contains(gist(c, module->bytes())); });
      if (findings.candidates.empty()) break;
      if (!announced) observer_.unit_started(unit_report.spot);
      announced = true;
      const auto choice = policy_->choose(findings.candidates);
      if (!choice) break;
      if (seconds_for_candidates() < kLeastSeconds) {
        report_.out_of_time = true;
        break;
      }
      const model::Candidate& candidate = findings.candidates[*choice];
      tried.insert(gist(candidate, module->bytes()));
      const Attempt attempt = VX_TRY(judge_candidate(candidate, evidence->second, seconds_for_candidates()));
      const double gain =
          attempt.verdict.accepted() && attempt.verdict.confirmed ? std::log(attempt.verdict.confirmed->estimate) : 0;
      const double step_reward = gain - attempt.verdict.seconds / options_.budget_s;
      reward += step_reward;
      steps.push_back({{"candidates", findings.candidates.size()},
                       {"action", candidate.strategy},
                       {"line", candidate.line},
                       {"share", unit_report.spot.cumulative_share},
                       {"expected_saving", candidate.expected_saving},
                       {"seconds_left", deadline_.left()},
                       {"verdict", model::to_string(attempt.verdict.kind)},
                       {"reward", step_reward}});
      unit_report.attempts.push_back(attempt);
      if (attempt.verdict.accepted()) VX_TRY(reparse(id.file));
    }
    for (const auto& refusal : unit_report.refusals) VX_TRY(recorder_->refusal(refusal));
    if (steps.empty()) return {};
    return recorder_->episode(id, policy_->name(), reward, steps);
  }

  Result<Attempt> judge_candidate(const model::Candidate& candidate, const experiment::UnitEvidence& evidence,
                                  double seconds) {
    VX_TRY(check_unchanged(*survey_));
    observer_.candidate_started(candidate, deadline_.left());
    const double share = candidate.expected_saving >= kPromising || candidate.placebo ? 1.0 : kMinorShare;
    const auto limit = Deadline::after(std::max({kLeastSeconds, share * seconds, std::min(seconds, 5.0)}));
    auto judged = judge_->judge(candidate, evidence, limit, [&](const experiment::Progress& progress) {
      observer_.progress(progress, deadline_.left());
    });
    VX_TRY(check_judged(judged));
    if (!candidate.placebo) hold_to_assurance(options_.assurance, judged->verdict);
    if (!judged->verdict.accepted()) judged->patch.reset();
    Attempt attempt{candidate, judged->verdict, ""};
    attempt.candidate.line = users_line(report_.patches, candidate.file, candidate.line);
    if (judged->patch) {
      attempt.patch = judged->patch->id();
      if (!candidate.placebo) {
        VX_TRY(judge_->adopt(*judged->patch));
        report_.patches.push_back(*judged->patch);
        auto& factor = sped_up_.try_emplace(candidate.unit, 1.0).first->second;
        factor *= std::max(judged->verdict.confirmed->estimate, 1.0);
        keep_inputs(attempt.patch, evidence);
      }
    }
    observer_.candidate_done(attempt);
    VX_TRY(recorder_->attempt(attempt));
    return attempt;
  }

  // A file that changed under the judge explains whatever it says; patches of this run are in memory only.
  template <typename T>
  Result<void> check_judged(const Result<T>& judged) const {
    if (!judged && judged.error().code() == ErrorCode::cancelled) return std::unexpected(judged.error());
    VX_TRY(check_unchanged(*survey_));
    if (!judged) return std::unexpected(judged.error());
    return {};
  }

  // For an evidence bundle. A patch is as good without it.
  void keep_inputs(const std::string& patch, const experiment::UnitEvidence& evidence) {
    const Circumstances circumstances{.evidence = evidence,
                                      .workload = survey_->workload,
                                      .min_gain = options_.min_gain,
                                      .seed = options_.seed,
                                      .python = survey_->python.version,
                                      .machine = describe_machine()};
    const auto kept = keep_evidence(home_->evidence(), patch, circumstances,
                                    {root_, installation_.runtime, survey_->python.executable});
    if (!kept) warn("the inputs of patch " + patch + " could not be kept: " + kept.error().message());
  }

  // What ran out of time is tried once more with what is left of the budget, the most promising first. The candidate was
  // made for the file as it then was: it is left alone when that has changed since.
  Result<void> retry_undecided() {
    // With nothing accepted so far there is more to win than the most exact figure for the whole.
    const double whole = (report_.patches.empty() ? kLeastWholeRuns : kWholeRuns) * run_seconds();
    std::vector<std::pair<UnitReport*, std::size_t>> undecided;
    for (auto& unit : report_.units) {
      for (std::size_t i = 0; i < unit.attempts.size(); ++i) {
        const auto& attempt = unit.attempts[i];
        if (attempt.verdict.kind == model::VerdictKind::inconclusive &&
            !patched_files().contains(attempt.candidate.file)) {
          undecided.emplace_back(&unit, i);
        }
      }
    }
    std::ranges::sort(undecided, std::greater(),
                      [](const auto& entry) { return entry.first->attempts[entry.second].candidate.expected_saving; });
    for (const auto& [unit, index] : undecided) {
      const double seconds = deadline_.left() - whole;
      const model::Candidate candidate = unit->attempts[index].candidate;
      if (seconds < kRetryFactor * unit->attempts[index].verdict.seconds || patched_files().contains(candidate.file))
        continue;
      const auto evidence = survey_->evidence.find(candidate.unit);
      if (evidence == survey_->evidence.end()) continue;
      unit->attempts[index] = VX_TRY(judge_candidate(candidate, evidence->second, seconds));
      if (unit->attempts[index].verdict.accepted()) VX_TRY(reparse(candidate.file));
    }
    return {};
  }

  Result<void> reparse(const std::string& file) {
    auto parsed = VX_TRY(source::ParsedModule::parse(report_.patches.back().after(), file));
    facts_.erase(file);
    survey_->modules.insert_or_assign(file, std::move(parsed));
    return {};
  }

  // Noise alone must not pass. If it does, nothing that this run measured can be trusted.
  Result<void> run_placebo() {
    for (const auto& unit : report_.units) {
      const source::ParsedModule* module = module_of(unit.spot.unit.file);
      const auto evidence = survey_->evidence.find(unit.spot.unit);
      if (module == nullptr || evidence == survey_->evidence.end()) continue;
      const model::Unit* found = module->find_unit(unit.spot.unit.qualname);
      if (found == nullptr) continue;
      const auto placebo = make_placebo(*module, *found);
      if (!placebo) continue;
      const double spare = deadline_.left() - kWholeRuns * run_seconds();
      const double seconds = std::min(deadline_.left(), std::max({kLeastSeconds, placebo_s_, spare}));
      if (seconds < kLeastSeconds) return {};
      experiment::UnitEvidence untested = evidence->second;  // what a comment does to tests is known
      untested.tests = {};
      const Attempt attempt = VX_TRY(judge_candidate(*placebo, untested, seconds));
      if (attempt.verdict.kind != model::VerdictKind::inconclusive) ++report_.placebo_run;
      if (attempt.verdict.accepted()) {
        ++report_.placebo_accepted;
        warn(
            "a change that does nothing was measured as a gain: this machine is too noisy now, so every patch of this "
            "run "
            "is withdrawn; try again when it is quieter");
        return withdraw_all("withdrawn: the placebo passed too, so the measurements of this run cannot be trusted");
      }
      return {};
    }
    return {};
  }

  Result<void> withdraw_all(const std::string& reason) {
    while (!report_.patches.empty()) VX_TRY(withdraw_last(model::VerdictKind::inconclusive, reason));
    return {};
  }

  Result<void> withdraw_last(model::VerdictKind kind, const std::string& reason) {
    const std::string id = report_.patches.back().id();
    report_.patches.pop_back();
    for (auto& unit : report_.units) {
      for (auto& attempt : unit.attempts) {
        if (attempt.patch != id) continue;
        attempt.patch.clear();
        attempt.verdict.kind = kind;
        attempt.verdict.reason = reason;
        VX_TRY(recorder_->attempt(attempt));
      }
    }
    return {};
  }

  std::map<std::string, std::string> patched_files() const {
    std::map<std::string, std::string> files;
    for (const auto& patch : report_.patches) files[patch.file()] = patch.after();
    return files;
  }

  // The whole workload, before against after. A difference there takes patches back, last first.
  Result<void> judge_whole() {
    while (!report_.patches.empty()) {
      observer_.phase("whole workload, before and after");
      const auto limit = Deadline::after(std::max(deadline_.left(), kLeastSeconds));
      auto verdict = judge_->judge_workload({}, patched_files(), limit, [&](const experiment::Progress& progress) {
        observer_.progress(progress, deadline_.left());
      });
      VX_TRY(check_judged(verdict));
      report_.whole = *verdict;
      const bool slower = verdict->kind == model::VerdictKind::slower;
      if (!slower && verdict->kind != model::VerdictKind::not_equivalent && verdict->kind != model::VerdictKind::failed)
        return {};
      const std::string why =
          (slower ? "the workload as a whole is slower: " : "the workload as a whole differs: ") + verdict->reason;
      warn(fmt::format("patch {} was withdrawn: with it {}", report_.patches.back().id(), why));
      VX_TRY(withdraw_last(slower ? verdict->kind : model::VerdictKind::not_equivalent, why));
      report_.whole.reset();
    }
    return {};
  }

  const Options& options_;
  const Installation& installation_;
  Observer& observer_;
  Deadline deadline_;
  double started_;
  std::map<std::string, analysis::Facts> facts_;  // by file
  std::map<model::UnitId, double> sped_up_;       // by accepted patches
  double reserve_s_ = 0, placebo_s_ = 0;
  Report report_;
  fs::path root_;
  std::optional<Home> home_;
  std::optional<FileLock> lock_;
  std::unique_ptr<store::Store> store_;
  std::optional<RunRecorder> recorder_;
  std::vector<std::unique_ptr<rules::Rule>> rules_;
  rules::Effects effects_;
  std::unique_ptr<Policy> policy_;
  std::unique_ptr<Survey> survey_;
  std::unique_ptr<experiment::Judge> judge_;
};

}  // namespace

Result<Report> optimize(const Options& options, const Installation& installation, ApplyPatches apply,
                        Observer& observer) {
  return Optimization(options, installation, observer).run(apply);
}

}  // namespace velox::agents
