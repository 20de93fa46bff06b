// SPDX-License-Identifier: Apache-2.0
#include "velox/agents/analyzer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <iterator>
#include <tuple>

#include "velox/agents/candidates.hpp"
#include "velox/agents/catalogue.hpp"
#include "velox/agents/effects.hpp"
#include "velox/agents/findings_cache.hpp"
#include "velox/agents/home.hpp"
#include "velox/agents/ignores.hpp"
#include "velox/base/digest.hpp"
#include "velox/base/hash.hpp"
#include "velox/base/json_full.hpp"
#include "velox/base/packing.hpp"
#include "velox/base/parallel.hpp"
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

// Everything but the files' own bytes that findings depend on. Pages and classes of the catalogue are parts of the program.
std::string cache_key(const std::vector<rules::PageText>& own_pages, const std::string& own_effects,
                      const Options& options) {
  Packer key;
  key.text(program_stamp());
  for (const auto& page : own_pages) key.text(page.name), key.text(page.text);
  key.text(own_effects);
  for (const auto* list : {&options.rules, &options.disabled_rules}) {
    key.number(list->size());
    for (const auto& id : *list) key.text(id);
  }
  key.number(static_cast<std::uint64_t>(options.assurance));
  return key.take();
}

class Analyzer {
 public:
  Analyzer(const Options& options, const profile::Selection& selection, const Survey* survey,
           rules::TargetPython python)
      : options_(options),
        selection_(selection),
        survey_(survey),
        python_(std::move(python)),
        work_(selection.files.size()) {}

  Result<Analysis> run(Caching caching) {
    VX_TRY(open_cache(caching));
    in_parallel(work_.size(), [this](std::size_t i) { look_up(i); });
    std::vector<std::size_t> unknown;
    for (std::size_t i = 0; i < work_.size(); ++i) {
      if (!work_[i].known) unknown.push_back(i);
    }
    if (!cache_ || !cache_->found() || !unknown.empty()) {
      rules_ = VX_TRY(chosen_rules(selection_.project.root(), options_));
      effects_ = rules::Effects(VX_TRY(effects_tables(selection_.project.root())), python_);
    }
    // Large files first, so that none is left alone at the end.
    std::ranges::stable_sort(unknown, std::greater(), [this](std::size_t i) { return work_[i].stamp.size; });
    in_parallel(unknown.size(), [&](std::size_t i) { analyze_file(unknown[i]); });
    keep();
    return merged();
  }

 private:
  struct FileWork {
    FileStamp stamp;
    bool known = false;   // the cache has the findings
    std::string content;  // digest of what was read; empty when the findings are not to be kept
    FileFindings findings;
  };

  Result<void> open_cache(Caching caching) {
    if (caching == Caching::no || survey_ != nullptr || !selection_.units.empty()) return {};
    const auto& root = selection_.project.root();
    const auto pages = VX_TRY(own_pages(root));
    const auto effects = read_file(effects_file(root)).value_or("");
    cache_ = FindingsCache::open(cache_folder() / "findings", root, cache_key(pages, effects, options_));
    return {};
  }

  fs::path path_of(std::size_t i) const { return selection_.project.root() / selection_.files[i]; }

  void look_up(std::size_t i) {
    const auto& file = selection_.files[i];
    FileWork& work = work_[i];
    const auto stamp = stamp_of(path_of(i));
    if (!stamp) return;  // reading it will tell why
    work.stamp = *stamp;
    if (!cache_ || !cache_->knows(file)) return;
    auto packed = cache_->unchanged(file, *stamp);
    if (!packed) {
      const auto bytes = read_file(path_of(i));
      if (bytes) packed = cache_->with_content(file, digest(*bytes));
    }
    auto findings = packed ? unpack(*packed, file) : std::nullopt;
    work.known = findings.has_value();
    if (findings) work.findings = *std::move(findings);
  }

  void analyze_file(std::size_t i) {
    const auto& file = selection_.files[i];
    FileWork& work = work_[i];
    auto bytes = read_file(path_of(i));
    if (bytes && cache_) work.content = digest(*bytes);
    const auto module = bytes ? source::ParsedModule::parse(*std::move(bytes), file)
                              : Result<source::ParsedModule>(std::unexpected(std::move(bytes).error()));
    if (!module) {
      work.findings.warnings.push_back(fmt::format("{}: skipped: {}", file, module.error().message()));
    } else if (const auto& error = module->syntax_error()) {
      work.findings.warnings.push_back(fmt::format("{}:{}: skipped: {}", file, error->line, error->message));
    } else {
      analyze_units(*module, work.findings);
    }
  }

  void analyze_units(const source::ParsedModule& module, FileFindings& found) const {
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

  // A cache that cannot be written costs time at the next run, and nothing else.
  void keep() {
    if (!cache_) return;
    cache_->forget_if([this](const std::string& file) { return !selection_.project.has(file); });
    for (std::size_t i = 0; i < work_.size(); ++i) {
      FileWork& work = work_[i];
      if (work.known)
        cache_->restamp(selection_.files[i], work.stamp);
      else if (!work.content.empty())
        cache_->put(selection_.files[i], work.stamp, std::move(work.content), pack(work.findings));
    }
    [[maybe_unused]] const auto saved = cache_->save();
  }

  Analysis merged() {
    Analysis all;
    for (auto& work : work_) {
      FileFindings& found = work.findings;
      all.units += found.units;
      all.ignored += found.ignored;
      std::ranges::move(found.opportunities, std::back_inserter(all.opportunities));
      std::ranges::move(found.refusals, std::back_inserter(all.refusals));
      std::ranges::move(found.warnings, std::back_inserter(all.warnings));
    }
    // Of files in order, and within a file in the order of its units.
    std::ranges::stable_sort(all.opportunities, [](const Opportunity& a, const Opportunity& b) {
      const auto key = [](const Opportunity& one) {
        return std::tuple<double, const std::string&, std::uint32_t>(-one.candidate.expected_saving, one.candidate.file,
                                                                     one.candidate.line);
      };
      return key(a) < key(b);
    });
    std::ranges::sort(all.warnings);
    all.files = static_cast<int>(selection_.files.size());
    all.root = selection_.project.root();
    all.profiled = survey_ != nullptr;
    return all;
  }

  const Options& options_;
  const profile::Selection& selection_;
  const Survey* survey_;
  rules::TargetPython python_;
  rules::Effects effects_;
  std::optional<FindingsCache> cache_;
  std::vector<std::unique_ptr<rules::Rule>> rules_;
  std::vector<FileWork> work_;  // of selection_.files; each is written by one thread
};

}  // namespace

Result<Analysis> analyze(const Options& options, Caching caching, const Installation& installation,
                         Observer& observer) {
  const double started = monotonic_seconds();
  const auto root = options.root ? std::optional<fs::path>(*options.root) : std::nullopt;
  const auto selection = VX_TRY(profile::select_targets(options.targets, root));
  std::unique_ptr<Survey> survey;
  rules::TargetPython python;  // most programs are for this one
  if (options.workload) {
    VX_TRY(chosen_rules(selection.project.root(), options));  // what is wrong with them is better known before
    Report report;
    survey = VX_TRY(
        make_survey(options, installation, SurveyDepth::profile, Deadline::after(options.budget_s), report, observer));
    python = python_named(report.python);
  }
  Analysis analysis = VX_TRY(Analyzer(options, selection, survey.get(), python).run(caching));
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
