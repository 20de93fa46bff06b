// SPDX-License-Identifier: Apache-2.0
#include "velox/agents/check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "velox/base/json_full.hpp"
#include "velox/base/text.hpp"
#include "velox/profile/project.hpp"
#include "velox/source/changed_units.hpp"
#include "velox/source/edits.hpp"

namespace velox::agents {

namespace {

// Names by which a program can reach the helper that observes it, or the values of its callers.
const std::set<std::string, std::less<>>& reaching_names() {
  static const std::set<std::string, std::less<>> kNames = {
      "__builtins__", "__closure__", "__code__", "__globals__",   "__subclasses__", "_getframe",
      "builtins",     "ctypes",      "f_back",   "f_globals",     "f_locals",       "gc",
      "settrace",     "setprofile",  "inspect",  "tb_frame",      "tracemalloc",    "marshal",
      "atexit",       "signal",      "resource", "velox_runtime", "weakref"};
  return kNames;
}

std::set<std::string, std::less<>> identifiers(const source::ParsedModule& module) {
  std::set<std::string, std::less<>> names;
  source::walk(module.root(), [&](source::Node node) {
    if (node.is("identifier")) names.emplace(node.text());
    return true;
  });
  return names;
}

class Check {
 public:
  Check(Options options, const ChangeSource& source, const Installation& installation, Observer& observer)
      : options_(std::move(options)),
        source_(source),
        installation_(installation),
        observer_(observer),
        deadline_(Deadline::after(options_.budget_s)) {}

  Result<CheckReport> run() {
    const double started = monotonic_seconds();
    report_.survey.target = source_.description;
    report_.survey.budget_s = options_.budget_s;
    report_.survey.seed = options_.seed;
    VX_TRY(read_change());
    if (report_.judged.verdict.reason.empty()) {
      VX_TRY(survey());
      VX_TRY(judge());
    }
    report_.survey.elapsed_s = monotonic_seconds() - started;
    return std::move(report_);
  }

 private:
  // What of the change can be judged, and which functions it touches.
  Result<void> read_change() {
    for (const auto& file : source_.change.files) {
      report_.diff += source::unified_diff(file.file, file.before.value_or(""), file.after.value_or(""));
      if (profile::looks_like_test(file.file)) {
        report_.left.push_back(file.file + ": a test; both sides run the tests as they were");
        continue;
      }
      if (file.file.ends_with(".py")) VX_TRY(read_python(file));
      question_.change.files.push_back(file);
    }
    for (const std::string& text : report_.left) observer_.warning(text);
    if (!report_.judged.verdict.reason.empty()) return {};
    if (!python_.empty()) return {};
    return fail(ErrorCode::invalid, fmt::format("{} changes no Python file that was there before", source_.description),
                "Velox compares what a project's code did with what it does; there is nothing to compare.");
  }

  void refuse(model::VerdictKind kind, std::string reason) {
    auto& verdict = report_.judged.verdict;
    if (!verdict.reason.empty()) return;
    verdict.kind = kind;
    verdict.reason = std::move(reason);
    verdict.seed = options_.seed;
  }

  Result<void> read_python(const model::FileChange& file) {
    std::optional<source::ParsedModule> before, after;
    if (file.before) before = VX_TRY(source::ParsedModule::parse(*file.before, file.file));
    if (before && before->syntax_error()) {
      const auto& error = *before->syntax_error();
      return fail(ErrorCode::invalid,
                  fmt::format("{}:{}: syntax error before the change: {}", file.file, error.line, error.message));
    }
    if (file.after) {
      auto parsed = source::ParsedModule::parse(*file.after, file.file);
      if (!parsed) {
        refuse(model::VerdictKind::failed,
               fmt::format("{} cannot be read after the change: {}", file.file, parsed.error().message()));
        return {};
      }
      after = std::move(*parsed);
    }
    if (after && after->syntax_error()) {
      const auto& error = *after->syntax_error();
      refuse(model::VerdictKind::failed,
             fmt::format("{}:{}: the change has a syntax error: {}", file.file, error.line, error.message));
      return {};
    }
    look_for_reach(file.file, before, after);
    if (before) python_.push_back(file.file);
    if (!before || !after) {
      question_.elsewhere = true;
      return {};
    }
    const auto found = source::changed_units(*before, *after);
    question_.elsewhere |= found.elsewhere || !found.removed.empty();
    for (const auto& one : found.changed) changed_.emplace(one.unit.id, one.may_keep_state);
    return {};
  }

  void look_for_reach(const std::string& file, const std::optional<source::ParsedModule>& before,
                      const std::optional<source::ParsedModule>& after) {
    if (!after) return;
    const auto known = before ? identifiers(*before) : std::set<std::string, std::less<>>();
    for (const std::string& name : identifiers(*after)) {
      if (known.contains(name) || !reaching_names().contains(name)) continue;
      refuse(model::VerdictKind::unsafe,
             fmt::format("{}: the change brings in `{}`, by which a program can reach what observes it", file, name));
    }
  }

  Result<void> survey() {
    options_.root = source_.root.string();
    options_.every_named_unit = true;
    options_.targets.clear();
    std::set<std::string> named;
    for (const auto& [unit, keeps_state] : changed_) {
      options_.targets.push_back((source_.root / unit.file).string() + "::" + unit.qualname);
      named.insert(unit.file);
    }
    for (const std::string& file : python_) {
      if (!named.contains(file)) options_.targets.push_back((source_.root / file).string());
    }
    survey_ = VX_TRY(make_survey(options_, installation_, SurveyDepth::capture, deadline_, report_.survey, observer_));
    return {};
  }

  Result<void> judge() {
    for (const auto& [unit, keeps_state] : changed_) add_part(unit, keeps_state);
    std::ranges::stable_sort(question_.parts, std::greater(), [](const auto& part) { return part.evidence.share; });
    if (survey_->tests) {
      const auto& tests = survey_->tests->workload;
      question_.all_tests = experiment::TestSelection{tests.argv, {}, tests.cwd, tests.env};
    }
    const auto& baseline = report_.survey.baseline;
    question_.workload_s = std::max(baseline.cpu_s, baseline.wall_s);
    const auto setting = setting_of(*survey_, options_, installation_);
    report_.judged = VX_TRY(experiment::judge_change(setting, question_, deadline_, progress()));
    hold_to_assurance(options_.assurance, report_.judged.verdict);
    return {};
  }

  void add_part(const model::UnitId& unit, bool keeps_state) {
    const auto evidence = survey_->evidence.find(unit);
    const bool called =
        evidence != survey_->evidence.end() && (evidence->second.observed.calls > 0 || evidence->second.share > 0);
    if (called)
      question_.parts.push_back({evidence->second, keeps_state});
    else
      question_.unreached.push_back(unit.text());
  }

  experiment::ChangeProgress progress() {
    experiment::ChangeProgress told;
    told.part_started = [this](const model::UnitId& unit) {
      for (const auto& one : report_.survey.units) {
        if (one.spot.unit == unit) observer_.unit_started(one.spot);
      }
      model::Candidate candidate;
      candidate.strategy = "change";
      candidate.unit = unit;
      observer_.candidate_started(candidate, deadline_.left());
    };
    told.part_done = [this](const experiment::PartVerdict& part) {
      Attempt attempt;
      attempt.candidate.strategy = "change";
      attempt.candidate.unit = part.unit;
      attempt.verdict = part.verdict;
      observer_.candidate_done(attempt);
    };
    told.progress = [this](const experiment::Progress& progress) { observer_.progress(progress, deadline_.left()); };
    return told;
  }

  Options options_;
  const ChangeSource& source_;
  const Installation& installation_;
  Observer& observer_;
  Deadline deadline_;
  CheckReport report_;
  experiment::ChangeQuestion question_;
  std::vector<std::string> python_;        // files of the change that were there before
  std::map<model::UnitId, bool> changed_;  // whether it may keep state
  std::unique_ptr<Survey> survey_;
};

Json judgement_json(const model::Verdict& verdict) {
  Json document = verdict_json(verdict);
  document["pairs"] = verdict.pairs;
  document["seconds"] = verdict.seconds;
  return document;
}

}  // namespace

Result<CheckReport> check(Options options, const ChangeSource& source, const Installation& installation,
                          Observer& observer) {
  return Check(std::move(options), source, installation, observer).run();
}

Json to_json(const CheckReport& report) {
  const auto& survey = report.survey;
  const auto& judged = report.judged;
  Json units = Json::array();
  for (const auto& part : judged.parts) {
    Json unit = judgement_json(part.verdict);
    unit["id"] = part.unit.text();
    units.push_back(std::move(unit));
  }
  const auto& verdict = judged.verdict;
  return {{"schema", "velox.check/1"},
          {"target", survey.target},
          {"root", survey.root},
          {"python", survey.python},
          {"sandbox", survey.sandbox},
          {"workload", survey.workload},
          {"seed", survey.seed},
          {"budget_s", survey.budget_s},
          {"elapsed_s", survey.elapsed_s},
          {"verdict", model::to_string(verdict.kind)},
          {"reason", verdict.reason},
          {"speedup", speedup_json(verdict.speedup)},
          {"confirmed", speedup_json(verdict.confirmed)},
          {"workload_speedup", judged.whole ? speedup_json(judged.whole->confirmed) : Json()},
          {"evidence",
           {{"assurance", model::to_string(verdict.assurance)},
            {"assumptions", verdict.assumptions},
            {"equivalence", equivalence_json(verdict.equivalence)},
            {"memory_ratio", verdict.memory_ratio},
            {"units", std::move(units)},
            {"workload", judged.whole ? judgement_json(*judged.whole) : Json()}}},
          {"diff", report.diff},
          {"left_out", report.left},
          {"warnings", survey.warnings}};
}

}  // namespace velox::agents
