// SPDX-License-Identifier: Apache-2.0
// Sequences of rewrites on one unit that pay only together: a step that gains too little by itself may make room for one that
// gains much. Found without running anything: a step is proposed on the text that the steps before it gave, so that steps which
// touch the same code meet as they would one after the other, and are never merged as texts. And rewrites that gain little each but
// are many: all of them one after the other, as one change.
//
// Idea: best-first search over the texts that rewrites lead to. Texts of the same tree (tree_form.hpp) are one state, whichever
// order of steps led there. Only what does not pay alone is gone on from: a rewrite that promises a gain by itself is tried by
// itself first, and is the base of everything else when it is accepted. So a sequence is offered when every shorter part of it
// was refused for lack of gain, or promises less than the least gain that is asked for.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "velox/agents/present_lines.hpp"
#include "velox/agents/tried.hpp"
#include "velox/base/clock.hpp"
#include "velox/base/error.hpp"

namespace velox::agents {

/// Rewrites that were made one after the other.
struct Sequence {
  std::vector<model::Candidate> steps;  ///< each against the text that the one before it gave
  std::vector<std::string> texts;       ///< the file: before the first step, then after each
};

/// A sequence as one candidate.
struct Combination {
  model::Candidate candidate;  ///< against the base; its strategy names those of the steps, "first + second", each once
  Sequence sequence;
  std::string form;  ///< tree_form of the result
};

struct Bounds {
  int depth = 3;           ///< steps of a sequence that is searched for
  int together = 24;       ///< steps of all that gain little each
  int expanded = 12;       ///< texts that rules are asked about, over the life of a Composer
  int states = 96;         ///< texts that are looked at in all
  int offered = 3;         ///< sequences that one search gives
  double min_gain = 0.05;  ///< of the unit; less is no gain
  double share = 1;        ///< of the workload's time that the unit takes now, calls included
};

/// Candidates, weighed, for the unit in `module`, which is the base after `steps`. Those that can hardly save anything included.
using Propose = std::function<std::vector<model::Candidate>(const source::ParsedModule& module,
                                                            const std::vector<Rewriting>& steps)>;

/// For one unit and one base. Keeps what it found out, so that a second search costs little. Not thread-safe.
class Composer {
 public:
  /// `base` must outlive it.
  Composer(const source::ParsedModule& base, Propose propose, Bounds bounds);
  ~Composer();

  /// Sequences worth trying now, the largest expected saving first. Those that `tried` knows are left out. What gains little each
  /// is offered all together before smaller sequences of it.
  std::vector<Combination> find(const Tried& tried, Deadline deadline);

  /// tree_form of the base with a candidate for it; empty when the edits do not fit or the result does not parse.
  std::string form_of(const model::Candidate& candidate) const;

 private:
  struct State;
  using StatePtr = std::shared_ptr<const State>;

  StatePtr after(const StatePtr& from, const model::Candidate& candidate) const;
  const std::vector<StatePtr>& next_of(const StatePtr& state, Deadline deadline);
  const State* alone_of(const State& from, const model::Candidate& candidate) const;
  static std::vector<Rewriting> steps_to(const State& state);
  double left_after(const State& state, const Tried& tried) const;
  bool spent(const State& state, const Tried& tried) const;
  bool worth(double left) const;
  std::vector<StatePtr> small_ones(const Tried& tried, Deadline deadline);
  StatePtr together(const Tried& tried, Deadline deadline);
  StatePtr next_small(const StatePtr& state, std::vector<StatePtr>& small) const;
  Combination combination_of(const State& state, double left) const;

  const source::ParsedModule& base_;
  std::set<std::string> known_;  // names of the base
  Propose propose_;
  Bounds bounds_;
  int expanded_ = 0, states_ = 0;
  StatePtr root_;
  std::map<std::string, StatePtr> together_;           // all that gain little in one text, by what they are
  std::map<std::string, std::vector<StatePtr>> next_;  // by form
};

/// What `steps` (at least one) make of `before` together, as one candidate: `after`. The weakest claim and the strictest way of
/// judging of them all; the expected saving is that of the first.
model::Candidate merge(const std::vector<model::Candidate>& steps, const std::string& before, const std::string& after);

/// The sequence without one of its steps (from 0): what that changed is put back as it was. nullopt where a later step rests on
/// it, so that it cannot be taken out cleanly, and where nothing would be left.
std::optional<Sequence> without_step(const Sequence& sequence, std::size_t step);

}  // namespace velox::agents
