// SPDX-License-Identifier: Apache-2.0
#include "velox/agents/composer.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>

#include "velox/agents/candidates.hpp"
#include "velox/agents/tree_form.hpp"
#include "velox/base/hash.hpp"
#include "velox/base/text.hpp"
#include "velox/source/edits.hpp"

namespace velox::agents {

namespace {

constexpr double kLeastLeft = 1e-3;    ///< no rewrite is expected to do away with all of a unit's time
constexpr double kLeastOfMany = 1e-3;  ///< of the workload's time, what one of many has to save

// Refused because it does not pay, and for no other reason.
bool lacks_gain(const model::Verdict& verdict) {
  using model::VerdictKind;
  return verdict.kind == VerdictKind::no_gain || verdict.kind == VerdictKind::slower ||
         verdict.kind == VerdictKind::inconclusive;
}

// The lines that a candidate's edits touch.
std::set<std::uint32_t> lines_of(const model::Candidate& candidate, const std::string& bytes) {
  const auto line_at = [&](std::uint32_t offset) {
    const auto end = bytes.begin() + std::min<std::ptrdiff_t>(offset, std::ssize(bytes));
    return static_cast<std::uint32_t>(std::count(bytes.begin(), end, '\n')) + 1;
  };
  std::set<std::uint32_t> lines;
  for (const auto& edit : candidate.edits) {
    for (auto line = line_at(edit.span.begin); line <= line_at(edit.span.end); ++line) lines.insert(line);
  }
  return lines;
}

}  // namespace

/// A text that steps lead to.
struct Composer::State {
  std::shared_ptr<const State> from;  // null for the base
  model::Candidate step;              // against the text of `from`
  source::ParsedModule module;
  std::string form;
  const State* alone;  // the last step made on the base, where it fits that as well; null for the base and its next
  int depth;

  std::vector<const State*> path() const {  // without the base
    std::vector<const State*> states;
    for (const State* state = this; state->from; state = state->from.get()) states.push_back(state);
    std::ranges::reverse(states);
    return states;
  }
};

Composer::Composer(const source::ParsedModule& base, Propose propose, Bounds bounds)
    : base_(base), known_(names_in(base)), propose_(std::move(propose)), bounds_(bounds) {
  auto copy = source::ParsedModule::parse(base.bytes(), base.file());
  if (!copy || copy->syntax_error()) return;  // then there is nothing to search
  const std::string form = tree_form(*copy, known_);
  root_ = std::make_shared<const State>(State{nullptr, {}, std::move(*copy), form, nullptr, 0});
}

Composer::~Composer() = default;

std::string Composer::form_of(const model::Candidate& candidate) const {
  const StatePtr state = root_ ? after(root_, candidate) : nullptr;
  return state ? state->form : "";
}

Composer::StatePtr Composer::after(const StatePtr& from, const model::Candidate& candidate) const {
  auto bytes = source::apply_edits(from->module.bytes(), candidate.edits);
  if (!bytes) return nullptr;
  auto module = source::ParsedModule::parse(std::move(*bytes), base_.file());
  if (!module || module->syntax_error()) return nullptr;
  std::string form = tree_form(*module, known_);
  return std::make_shared<const State>(
      State{from, candidate, std::move(*module), std::move(form), alone_of(*from, candidate), from->depth + 1});
}

// A rewrite of one strategy at one of the user's lines is the same opportunity before and after the other steps; so is one in lines
// that the first step replaced, of which nothing says which of them it was.
const Composer::State* Composer::alone_of(const State& from, const model::Candidate& candidate) const {
  const auto singles = next_.find(root_ ? root_->form : "");
  if (from.depth == 0 || singles == next_.end()) return nullptr;
  const auto line = users_line(steps_to(from), candidate.line);
  const auto replaced = lines_of(from.path().front()->step, base_.bytes());
  const State* nearby = nullptr;
  for (const StatePtr& single : singles->second) {
    if (single->step.strategy != candidate.strategy) continue;
    if (single->step.line == line) return single.get();
    if (replaced.contains(line) && replaced.contains(single->step.line)) nearby = single.get();
  }
  return nearby;
}

std::vector<Rewriting> Composer::steps_to(const State& state) {
  std::vector<Rewriting> steps;
  for (const State* passed : state.path())
    steps.push_back({&passed->from->module.bytes(), &passed->module.bytes(), &passed->step.edits});
  return steps;
}

// Every state one step further; rules are asked once.
const std::vector<Composer::StatePtr>& Composer::next_of(const StatePtr& state, Deadline deadline) {
  const auto known = next_.find(state->form);
  if (known != next_.end()) return known->second;
  std::vector<StatePtr> states;
  if (expanded_ < bounds_.expanded) {
    ++expanded_;
    std::set<std::string> seen = {state->form};
    for (const auto& candidate : propose_(state->module, steps_to(*state))) {
      if (states_ >= bounds_.states || deadline.passed()) break;
      auto next = after(state, candidate);
      if (!next || !seen.insert(next->form).second) continue;
      ++states_;
      states.push_back(std::move(next));
    }
  }
  return next_.emplace(state->form, std::move(states)).first->second;
}

// The part of the unit's time that should be left: as measured where it was, as expected where it was not.
double Composer::left_after(const State& state, const Tried& tried) const {
  double left = 1;
  for (const State* passed : state.path()) {
    const State* single = passed->depth == 1 ? passed : passed->alone;
    const auto* verdict = single != nullptr ? tried.of(single->step, base_.bytes()) : nullptr;
    if (verdict != nullptr && verdict->speedup)
      left /= std::max(verdict->speedup->estimate, kLeastLeft);
    else
      left *= 1 - std::min(passed->step.expected_saving / std::max(bounds_.share, kLeastLeft), 1 - kLeastLeft);
  }
  return left;
}

// Nothing is to be gained from the state itself; only then is it gone on from.
bool Composer::spent(const State& state, const Tried& tried) const {
  const auto* verdict = state.depth == 1 ? tried.of(state.step, base_.bytes()) : tried.of_form(state.form);
  if (verdict != nullptr) return lacks_gain(*verdict);
  return !worth(left_after(state, tried));
}

bool Composer::worth(double left) const {
  return 1 / left - 1 >= bounds_.min_gain && bounds_.share * (1 - left) >= kNegligible;
}

// The rewrites of the base that gain something, but too little to be tried or accepted alone; the best first.
std::vector<Composer::StatePtr> Composer::small_ones(const Tried& tried, Deadline deadline) {
  std::vector<StatePtr> small;
  for (const StatePtr& single : next_of(root_, deadline)) {
    const auto* verdict = tried.of(single->step, base_.bytes());
    const bool loses = verdict != nullptr && verdict->speedup && verdict->speedup->estimate <= 1;
    if (spent(*single, tried) && !loses && single->step.expected_saving >= kLeastOfMany) small.push_back(single);
  }
  std::ranges::stable_sort(small, {}, [&](const StatePtr& single) { return left_after(*single, tried); });
  if (std::ssize(small) > bounds_.together) small.resize(static_cast<std::size_t>(bounds_.together));
  return small;
}

// One of them on top of `state`, taken out of `small`. What was not there at the base is none of them.
Composer::StatePtr Composer::next_small(const StatePtr& state, std::vector<StatePtr>& small) const {
  for (const auto& candidate : propose_(state->module, steps_to(*state))) {
    const State* single = alone_of(*state, candidate);
    const auto found = std::ranges::find_if(small, [&](const StatePtr& one) { return one.get() == single; });
    if (found == small.end()) continue;
    StatePtr next = after(state, candidate);
    if (!next || next->form == state->form) continue;
    small.erase(found);
    return next;
  }
  return nullptr;
}

// All of them, one after the other; null when they are few, or when all that they promise is too little.
Composer::StatePtr Composer::together(const Tried& tried, Deadline deadline) {
  auto small = small_ones(tried, deadline);
  double left = 1;
  std::string key;
  for (const StatePtr& single : small) {
    left *= left_after(*single, tried);
    key += single->form + '\0';
  }
  if (std::ssize(small) <= bounds_.depth || !worth(left)) return nullptr;
  if (const auto known = together_.find(key); known != together_.end()) return known->second;
  StatePtr state = small.front();
  small.erase(small.begin());
  while (!deadline.passed()) {
    StatePtr next = next_small(state, small);
    if (!next) break;
    state = std::move(next);
  }
  return together_.emplace(key, state).first->second;
}

std::vector<Combination> Composer::find(const Tried& tried, Deadline deadline) {
  std::vector<Combination> found;
  if (!root_) return found;
  std::set<std::string> seen = {root_->form};
  const auto offer = [&](const State& state) {
    if (tried.of_form(state.form) == nullptr) found.push_back(combination_of(state, left_after(state, tried)));
  };
  if (const StatePtr all = together(tried, deadline); all && all->depth > bounds_.depth && !spent(*all, tried)) {
    seen.insert(all->form);
    offer(*all);
  }
  std::vector<StatePtr> open = {root_};
  const auto left = [&](const StatePtr& state) { return left_after(*state, tried); };
  while (!open.empty() && !deadline.passed()) {
    const auto best = std::ranges::min_element(open, {}, left);
    const StatePtr state = *best;
    open.erase(best);
    for (const StatePtr& next : next_of(state, deadline)) {
      // Two steps that both fit the base are worth putting together only when neither pays alone.
      if (next->alone != nullptr && !spent(*next->alone, tried)) continue;
      if (!seen.insert(next->form).second) continue;
      if (!spent(*next, tried)) {
        if (next->depth > 1) offer(*next);
      } else if (next->depth < bounds_.depth) {
        open.push_back(next);
      }
    }
  }
  std::ranges::stable_sort(found, std::greater(), [](const Combination& one) { return one.candidate.expected_saving; });
  if (std::ssize(found) > bounds_.offered) found.resize(static_cast<std::size_t>(bounds_.offered));
  return found;
}

Combination Composer::combination_of(const State& state, double left) const {
  Combination combination;
  combination.form = state.form;
  combination.sequence.texts = {base_.bytes()};
  for (const State* passed : state.path()) {
    combination.sequence.steps.push_back(passed->step);
    combination.sequence.texts.push_back(passed->module.bytes());
  }
  combination.candidate = merge(combination.sequence.steps, base_.bytes(), state.module.bytes());
  combination.candidate.expected_saving = bounds_.share * (1 - left);
  return combination;
}

model::Candidate merge(const std::vector<model::Candidate>& steps, const std::string& before,
                       const std::string& after) {
  model::Candidate whole = steps.front();
  std::vector<std::string> names, reasons;
  std::set<std::string> assumed;
  const auto add_once = [](std::vector<std::string>& list, const std::string& text) {
    if (std::ranges::find(list, text) == list.end()) list.push_back(text);
  };
  whole.assumptions.clear();
  for (const auto& step : steps) {
    add_once(names, step.strategy);
    add_once(reasons, step.why);
    whole.assurance = model::weaker(whole.assurance, step.assurance);
    whole.judging = std::max(whole.judging, step.judging);  // they are declared from the mildest to the strictest
    for (const std::string& assumption : step.assumptions) {
      if (assumed.insert(assumption).second) whole.assumptions.push_back(assumption);
    }
    if (whole.cost_before.empty()) whole.cost_before = step.cost_before;
    if (!step.cost_after.empty()) whole.cost_after = step.cost_after;
    if (&step != &steps.front()) whole.expected_factor *= step.expected_factor;
  }
  whole.strategy = text::join(names, " + ");
  whole.why = text::join(reasons, " Then: ");
  if (names.size() < steps.size()) whole.why = "In " + std::to_string(steps.size()) + " steps: " + whole.why;
  whole.edits = source::edits_between(before, after);
  whole.id = short_hash(whole.strategy + '\n' + whole.unit.text() + '\n' + before + '\n' + after);
  return whole;
}

namespace {

// Takes edits against `before` to the text that `after` is; false where the two touch the same lines.
bool carry_over(std::vector<model::Edit>& undo, const std::string& before, const std::string& after) {
  const auto edits = source::edits_between(before, after);
  for (const auto& edit : edits) {
    for (const auto& back : undo) {
      const bool same_place = edit.span == back.span && edit.span.size() == 0;
      const bool within = edit.span.size() == 0 && back.span.begin < edit.span.begin && edit.span.begin < back.span.end;
      if (same_place || within || edit.span.overlaps(back.span)) return false;
    }
  }
  for (auto& back : undo) {
    std::int64_t shift = 0;
    for (const auto& edit : edits) {
      if (edit.span.end <= back.span.begin)
        shift += std::ssize(edit.text) - static_cast<std::int64_t>(edit.span.size());
    }
    back.span.begin = static_cast<std::uint32_t>(back.span.begin + shift);
    back.span.end = static_cast<std::uint32_t>(back.span.end + shift);
  }
  return true;
}

}  // namespace

std::optional<Sequence> without_step(const Sequence& sequence, std::size_t step) {
  const auto& texts = sequence.texts;
  if (step >= sequence.steps.size() || sequence.steps.size() == 1) return std::nullopt;
  Sequence smaller;
  smaller.texts.assign(texts.begin(), texts.begin() + static_cast<std::ptrdiff_t>(step) + 1);
  smaller.steps.assign(sequence.steps.begin(), sequence.steps.begin() + static_cast<std::ptrdiff_t>(step));
  auto undo = source::edits_between(texts[step + 1], texts[step]);
  for (std::size_t later = step + 1; later < sequence.steps.size(); ++later) {
    if (!carry_over(undo, texts[later], texts[later + 1])) return std::nullopt;
    auto text = source::apply_edits(texts[later + 1], undo);
    if (!text) return std::nullopt;
    smaller.steps.push_back(sequence.steps[later]);
    smaller.steps.back().edits = source::edits_between(smaller.texts.back(), *text);
    smaller.texts.push_back(*std::move(text));
  }
  if (smaller.texts.back() == texts.front() || smaller.texts.back() == texts.back()) return std::nullopt;
  return smaller;
}

}  // namespace velox::agents
