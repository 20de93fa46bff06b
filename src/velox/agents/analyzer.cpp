// SPDX-License-Identifier: Apache-2.0
#include "velox/agents/analyzer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <iterator>
#include <mutex>
#include <thread>

#include "velox/agents/candidates.hpp"
#include "velox/agents/effects.hpp"
#include "velox/agents/ignores.hpp"
#include "velox/base/hash.hpp"
#include "velox/base/json_full.hpp"
#include "velox/base/text.hpp"
#include "velox/source/edits.hpp"

namespace velox::agents {

namespace {

constexpr int kFingerprintDigits = 32;
constexpr int kContextLines = 0;

// The spot that stands for a unit nothing was measured of: all candidates of the unit weigh alike.
model::HotSpot unmeasured(const model::Unit& unit) {
  model::HotSpot spot;
  spot.unit = unit.id;
  spot.line = unit.line;
  spot.cumulative_share = 1;
  spot.own_share = 1;
  return spot;
}

Opportunity opportunity(const source::ParsedModule& module, model::Candidate candidate) {
  Opportunity found;
  found.line_text = text::trim(module.line_text(candidate.line));
  found.fingerprint = short_hash(fmt::format("{}\n{}\n{}", candidate.strategy, candidate.unit.text(), found.line_text),
                                 kFingerprintDigits);
  if (const auto after = source::apply_edits(module.bytes(), candidate.edits))
    found.diff = source::unified_diff(module.file(), module.bytes(), *after, kContextLines);
  found.candidate = std::move(candidate);
  return found;
}

class Analyzer {
 public:
  Analyzer(const std::vector<std::unique_ptr<rules::Rule>>& rules, const Options& options,
           const profile::Selection& selection, const Survey* survey, const rules::Effects& effects)
      : rules_(rules), options_(options), selection_(selection), survey_(survey), effects_(effects) {}

  Analysis run() {
    const auto count = std::max(1U, std::thread::hardware_concurrency());
    {
      std::vector<std::jthread> workers;
      for (unsigned i = 0; i < count; ++i) workers.emplace_back([this] { work(); });
    }
    std::stable_sort(analysis_.opportunities.begin(), analysis_.opportunities.end(), [](const auto& a, const auto& b) {
      const auto key = [](const Opportunity& o) {
        return std::tuple(-o.candidate.expected_saving, o.candidate.file, o.candidate.line);
      };
      return key(a) < key(b);
    });
    std::sort(analysis_.warnings.begin(), analysis_.warnings.end());
    analysis_.files = static_cast<int>(selection_.files.size());
    analysis_.root = selection_.project.root();
    analysis_.profiled = survey_ != nullptr;
    return std::move(analysis_);
  }

 private:
  void work() {
    for (std::size_t i = next_.fetch_add(1); i < selection_.files.size(); i = next_.fetch_add(1)) {
      analyze_file(selection_.files[i]);
    }
  }

  void analyze_file(const std::string& file) {
    const auto module = source::ParsedModule::load(selection_.project.root() / file, file);
    Analysis found;
    if (!module) {
      found.warnings.push_back(fmt::format("{}: skipped: {}", file, module.error().message()));
    } else if (const auto& error = module->syntax_error()) {
      found.warnings.push_back(fmt::format("{}:{}: skipped: {}", file, error->line, error->message));
    } else {
      analyze_units(*module, found);
    }
    const std::scoped_lock merging(mutex_);
    analysis_.units += found.units;
    analysis_.ignored += found.ignored;
    std::ranges::move(found.opportunities, std::back_inserter(analysis_.opportunities));
    std::ranges::move(found.refusals, std::back_inserter(analysis_.refusals));
    std::ranges::move(found.warnings, std::back_inserter(analysis_.warnings));
  }

  void analyze_units(const source::ParsedModule& module, Analysis& found) const {
    const auto facts = analysis::Facts::analyse(module);
    const Ignores ignores(module);
    for (const model::Unit& unit : module.units()) {
      if (!selection_.selects(unit.id)) continue;
      ++found.units;
      const auto spot = spot_of(unit);
      if (!spot) continue;
      const rules::RuleContext context{module, facts, unit, module.definition(unit), nullptr, &*spot, {3, 11}};
      auto findings = rules::propose_all(rules_, context);
      weigh_all(effects_, context, findings);
      for (auto& candidate : findings.candidates) {
        if (candidate.assurance > options_.assurance) continue;
        if (ignores.covering(candidate, unit) > 0) {
          ++found.ignored;
          continue;
        }
        candidate.expected_saving = expected_saving(candidate, module, *spot);
        found.opportunities.push_back(opportunity(module, std::move(candidate)));
      }
      std::ranges::move(findings.refusals, std::back_inserter(found.refusals));
    }
  }

  std::optional<model::HotSpot> spot_of(const model::Unit& unit) const {
    if (survey_ == nullptr) return unmeasured(unit);
    for (const auto& spot : survey_->hot) {
      if (spot.unit == unit.id) return spot;
    }
    return std::nullopt;
  }

  const std::vector<std::unique_ptr<rules::Rule>>& rules_;
  const Options& options_;
  const profile::Selection& selection_;
  const Survey* survey_;
  const rules::Effects& effects_;
  std::atomic<std::size_t> next_{0};
  std::mutex mutex_;  // guards analysis_
  Analysis analysis_;
};

}  // namespace

Result<Analysis> analyze(const Options& options, const Installation& installation, Observer& observer) {
  const double started = monotonic_seconds();
  const auto root = options.root ? std::optional<fs::path>(*options.root) : std::nullopt;
  const auto selection = VX_TRY(profile::select_targets(options.targets, root));
  const auto rules = VX_TRY(chosen_rules(selection.project.root(), options));
  const auto tables = VX_TRY(effects_tables(selection.project.root()));
  std::unique_ptr<Survey> survey;
  rules::TargetPython python;  // most programs are for this one
  if (options.workload) {
    Report report;
    survey = VX_TRY(
        make_survey(options, installation, SurveyDepth::profile, Deadline::after(options.budget_s), report, observer));
    python = python_named(report.python);
  }
  const rules::Effects effects(tables, python);
  Analysis analysis = Analyzer(rules, options, selection, survey.get(), effects).run();
  analysis.seconds = monotonic_seconds() - started;
  return analysis;
}

Json to_json(const Analysis& analysis) {
  Json list = Json::array();
  for (const auto& [candidate, line_text, fingerprint, diff] : analysis.opportunities) {
    list.push_back({{"rule", candidate.strategy},
                    {"file", candidate.file},
                    {"line", candidate.line},
                    {"unit", candidate.unit.text()},
                    {"text", line_text},
                    {"why", candidate.why},
                    {"assurance", model::to_string(candidate.assurance)},
                    {"assumptions", candidate.assumptions},
                    {"expected_factor", candidate.expected_factor},
                    {"expected_saving", analysis.profiled ? Json(candidate.expected_saving) : Json()},
                    {"cost", {{"before", candidate.cost_before}, {"after", candidate.cost_after}}},
                    {"fingerprint", fingerprint},
                    {"diff", diff}});
  }
  Json refusals = Json::array();
  for (const auto& refusal : analysis.refusals) {
    refusals.push_back({{"rule", refusal.strategy},
                        {"unit", refusal.unit.text()},
                        {"line", refusal.line},
                        {"reason", refusal.reason}});
  }
  return {{"schema", "velox.analyze/1"},     {"files", analysis.files},       {"units", analysis.units},
          {"seconds", analysis.seconds},     {"profiled", analysis.profiled}, {"opportunities", std::move(list)},
          {"refusals", std::move(refusals)}, {"warnings", analysis.warnings}, {"ignored", analysis.ignored},
          {"known", analysis.known}};
}

Result<Report> profile_target(const Options& options, const Installation& installation, Observer& observer) {
  Report report;
  for (const std::string& target : options.targets) report.target += (report.target.empty() ? "" : " ") + target;
  VX_TRY(make_survey(options, installation, SurveyDepth::profile, Deadline::after(options.budget_s), report, observer));
  return report;
}

}  // namespace velox::agents
