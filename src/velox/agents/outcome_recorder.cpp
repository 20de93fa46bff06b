// SPDX-License-Identifier: Apache-2.0
#include "velox/agents/outcome_recorder.hpp"

#include <algorithm>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "velox/agents/bundle_evidence.hpp"
#include "velox/agents/effects.hpp"
#include "velox/agents/session_view.hpp"
#include "velox/agents/strategies.hpp"
#include "velox/agents/tree_form.hpp"
#include "velox/base/subprocess.hpp"

namespace velox::agents {

namespace {

constexpr double kSurveySeconds = 60;  ///< a survey is that of a run with the usual budget
constexpr double kExperimentSeconds =
    30;                               ///< the most that one candidate may take: about what a run of 60 s leaves for it
constexpr double kLeastSeconds = 1;   ///< an experiment is not begun with less
constexpr double kSearchSeconds = 2;  ///< of one search for sequences
constexpr std::size_t kSequencesOfBase = 4;

/// What an accepted candidate did to the unit's file.
struct Step {
  std::string before, after;
  std::vector<model::Edit> edits;
};

/// The unit's file with some accepted candidates in it.
struct Base {
  std::size_t unit = 0;
  std::string text;
  std::string form;
  double sped_up = 1;
  std::vector<Step> steps;
  std::optional<std::pair<std::size_t, std::size_t>> from;  ///< base and try that give it

  std::vector<Rewriting> rewritings() const {
    std::vector<Rewriting> all;
    for (const Step& step : steps) all.push_back({&step.before, &step.after, &step.edits});
    return all;
  }
};

model::HotSpot now(model::HotSpot spot, double sped_up) {
  spot.own_share /= sped_up;
  spot.cumulative_share /= sped_up;
  for (auto& [line, share] : spot.line_share) share /= sped_up;
  return spot;
}

// What is known of a unit beside its outcomes.
struct Tree {
  model::HotSpot spot;
  std::set<std::string> names;                 ///< of its file as it was
  std::map<std::string, std::size_t> by_form;  ///< bases that were looked into
};

class Recorder {
 public:
  Recorder(const Options& options, int depth, const Installation& installation, Observer& observer)
      : options_(options),
        depth_(static_cast<std::size_t>(depth)),
        installation_(installation),
        observer_(observer),
        deadline_(Deadline::after(options.budget_s)) {
    options_.budget_s = std::min(options.budget_s, kSurveySeconds);
  }

  Result<RecordedOutcomes> run() {
    VX_TRY(survey());
    for (const auto& spot : survey_->hot) VX_TRY(add_unit(spot));
    while (!open_.empty()) {
      const Base base = std::move(open_.front());
      open_.pop_front();
      if (deadline_.left() < kLeastSeconds) {
        done_.cut = true;
        break;
      }
      VX_TRY(record(base));
    }
    for (auto& unit : done_.project.units) {
      if (unit.bases.empty()) unit.bases.emplace_back();  // there was no time for it
    }
    return std::move(done_);
  }

 private:
  Result<void> survey() {
    auto rules = VX_TRY(chosen_rules(*options_.root, options_));
    const auto tables = VX_TRY(effects_tables(*options_.root));
    survey_ = VX_TRY(make_survey(options_, installation_, SurveyDepth::capture, deadline_.sooner(options_.budget_s),
                                 report_, observer_));
    std::optional<Ruff> ruff;
    const ToolPlaces places{survey_->python, current_environment(), survey_->sandbox.get(), installation_.cancel};
    if (options_.external) ruff = Ruff::find(places, options_.disabled_rules);
    strategies_ =
        std::make_unique<Strategies>(*survey_, std::move(rules), rules::Effects(tables, python_named(report_.python)),
                                     std::move(ruff), options_.assurance);
    done_.project.python = report_.python;
    done_.project.machine = describe_machine();
    done_.project.workload_s = report_.baseline.wall_s;
    return {};
  }

  Result<void> add_unit(const model::HotSpot& spot) {
    const auto module = survey_->modules.find(spot.unit.file);
    const auto evidence = survey_->evidence.find(spot.unit);
    const model::Unit* unit = module == survey_->modules.end() ? nullptr : module->second.find_unit(spot.unit.qualname);
    if (unit == nullptr || evidence == survey_->evidence.end()) return {};
    learn::RecordedUnit recorded;
    recorded.state = unit_state(spot, module->second, *unit, evidence->second.observed);
    Tree tree{spot, names_in(module->second), {}};
    Base base{trees_.size(), module->second.bytes(), tree_form(module->second, tree.names), 1, {}, {}};
    open_.push_back(std::move(base));
    trees_.push_back(std::move(tree));
    done_.project.units.push_back(std::move(recorded));
    return {};
  }

  // Judges what is legal at a base, and puts what was accepted in the queue.
  Result<void> record(const Base& base) {
    Tree& tree = trees_[base.unit];
    auto& unit = done_.project.units[base.unit];
    if (const auto known = tree.by_form.find(base.form); known != tree.by_form.end()) {
      link(base, known->second);
      return {};
    }
    const std::size_t index = unit.bases.size();
    tree.by_form.emplace(base.form, index);
    unit.bases.emplace_back();
    ++done_.bases;
    link(base, index);
    return judge_all(base, index);
  }

  // A base leads on to later ones only.
  void link(const Base& base, std::size_t index) {
    if (!base.from || index <= base.from->first) return;
    done_.project.units[base.unit].bases[base.from->first].tries[base.from->second].next = index;
  }

  Result<void> judge_all(const Base& base, std::size_t index) {
    const Tree& tree = trees_[base.unit];
    const model::UnitId& id = tree.spot.unit;
    const auto module = VX_TRY(source::ParsedModule::parse(base.text, id.file));
    const model::Unit* unit = module.find_unit(id.qualname);
    if (unit == nullptr) return {};
    evidence_ = survey_->evidence.at(id);
    evidence_.unit = *unit;
    std::map<std::string, std::string> files;
    if (!base.steps.empty()) files.emplace(id.file, base.text);
    judge_ = VX_TRY(experiment::Judge::create(setting_of(*survey_, options_, installation_), std::move(files)));
    strategies_->forget(id.file);
    const auto rewritings = base.rewritings();
    const model::HotSpot spot = now(tree.spot, base.sped_up);
    const auto findings = strategies_->candidates(module, spot, rewritings);
    Bounds bounds;
    bounds.min_gain = options_.min_gain;
    bounds.share = spot.cumulative_share;
    const auto composer = strategies_->composer(module, spot, rewritings, bounds);
    const auto done = judge_candidates(base, index, findings.candidates, *composer);
    strategies_->forget(id.file);  // what was found out speaks of this module
    return done;
  }

  // Single rewrites first, so that a sequence's parts lie before it; what was offered before any of them was tried needs none of them.
  Result<void> judge_candidates(const Base& base, std::size_t index, const std::vector<model::Candidate>& singles,
                                Composer& composer) {
    Tried tried;
    const auto at_once = composer.find(tried, Deadline::after(kSearchSeconds));
    for (const auto& single : singles) {
      if (!VX_TRY(judge_one(base, index, single, composer.form_of(single), {}, tried))) return {};
    }
    for (std::size_t sequences = 0; sequences < kSequencesOfBase; ++sequences) {
      const auto found = composer.find(tried, Deadline::after(kSearchSeconds));
      if (found.empty()) return {};
      const Combination& next = found.front();
      const bool free = std::ranges::any_of(at_once, [&](const auto& one) { return one.form == next.form; });
      auto after = free ? std::vector<std::size_t>() : parts_of(next, base, singles);
      if (!VX_TRY(judge_one(base, index, next.candidate, next.form, std::move(after), tried))) return {};
    }
    return {};
  }

  // The single rewrites, by their places among the tries, that a sequence puts together: the same rule on the same of the user's lines.
  static std::vector<std::size_t> parts_of(const Combination& combination, const Base& base,
                                           const std::vector<model::Candidate>& singles) {
    std::vector<std::size_t> parts;
    auto rewritings = base.rewritings();
    const auto users = rewritings;
    const auto& sequence = combination.sequence;
    for (std::size_t step = 0; step < sequence.steps.size(); ++step) {
      const auto& made = sequence.steps[step];
      const auto line = users_line(rewritings, made.line);
      for (std::size_t i = 0; i < singles.size(); ++i) {
        if (singles[i].strategy == made.strategy && users_line(users, singles[i].line) == line) parts.push_back(i);
      }
      rewritings.push_back({&sequence.texts[step], &sequence.texts[step + 1], &made.edits});
    }
    std::ranges::sort(parts);
    const auto repeated = std::ranges::unique(parts);
    parts.erase(repeated.begin(), repeated.end());
    return parts;
  }

  // False when the budget has ended.
  Result<bool> judge_one(const Base& base, std::size_t index, const model::Candidate& candidate,
                         const std::string& form, std::vector<std::size_t> after, Tried& tried) {
    if (deadline_.left() < kLeastSeconds) {
      done_.cut = true;
      return false;
    }
    observer_.candidate_started(candidate, deadline_.left());
    auto judged = VX_TRY(
        judge_->judge(candidate, evidence_, deadline_.sooner(kExperimentSeconds),
                      [&](const experiment::Progress& progress) { observer_.progress(progress, deadline_.left()); }));
    hold_to_assurance(options_.assurance, judged.verdict);
    tried.add(candidate, base.text, form, judged.verdict);
    observer_.candidate_done({candidate, judged.verdict, ""});
    auto& tries = done_.project.units[base.unit].bases[index].tries;
    learn::Action action = learn::action_of(candidate, base.unit);
    action.expected_saving = std::clamp(action.expected_saving, 0.0, 1.0);
    tries.push_back({std::move(action), learn::outcome_of(judged.verdict), {}, std::move(after)});
    ++done_.tries;
    if (!judged.verdict.accepted() || !judged.patch) return true;
    ++done_.accepted;
    if (base.steps.size() + 1 < depth_) VX_TRY(go_on(base, index, tries.size() - 1, *judged.patch));
    return true;
  }

  Result<void> go_on(const Base& base, std::size_t index, std::size_t made_by, const experiment::VerifiedPatch& patch) {
    const auto module = VX_TRY(source::ParsedModule::parse(patch.after(), patch.file()));
    Base next{base.unit, patch.after(), tree_form(module, trees_[base.unit].names), base.sped_up, base.steps, {}};
    next.sped_up *= std::max(patch.verdict().confirmed->estimate, 1.0);
    next.steps.push_back({patch.before(), patch.after(), patch.candidate().edits});
    next.from = {index, made_by};
    open_.push_back(std::move(next));
    return {};
  }

  Options options_;
  std::size_t depth_;
  const Installation& installation_;
  Observer& observer_;
  Deadline deadline_;
  Report report_;
  std::unique_ptr<Survey> survey_;
  std::unique_ptr<Strategies> strategies_;
  std::unique_ptr<experiment::Judge> judge_;  // of the base that is looked into
  experiment::UnitEvidence evidence_;
  std::vector<Tree> trees_;
  std::deque<Base> open_;
  RecordedOutcomes done_;
};

}  // namespace

Result<RecordedOutcomes> record_outcomes(const Options& options, int depth, const Installation& installation,
                                         Observer& observer) {
  return Recorder(options, depth, installation, observer).run();
}

}  // namespace velox::agents
