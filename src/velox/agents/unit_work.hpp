// SPDX-License-Identifier: Apache-2.0
// A unit as long as a session lasts: what may be tried on its present text, what was, and how it stands.
#pragma once

#include <memory>
#include <vector>

#include "velox/agents/composer.hpp"
#include "velox/agents/report.hpp"
#include "velox/agents/tried.hpp"
#include "velox/learn/session.hpp"

namespace velox::agents {

struct UnitWork {
  explicit UnitWork(UnitReport& unit) : report(unit) {}

  UnitReport& report;
  Tried tried;
  std::unique_ptr<Composer> composer;     ///< of the present text; null when that has no such unit any more
  std::vector<model::Candidate> singles;  ///< not yet tried
  std::vector<Combination> combinations;  ///< not yet tried
  learn::UnitState state;                 ///< as policies see it
  bool listed = false;                    ///< composer and singles are those of the present text
  bool searched = false;                  ///< combinations are those of the present text and tries
  bool known = false;                     ///< its refusals are in the report
  bool announced = false;
  int judged_combinations = 0;
};

/// The text of its file, or what stands in it, has changed: everything is to be found again.
void start_anew(UnitWork& work);

/// A candidate of one of the units that a policy may choose. Points into the units' lists.
struct Offer {
  UnitWork* work = nullptr;
  const model::Candidate* candidate = nullptr;
  const Combination* combination = nullptr;  ///< null for a single rewrite
};

/// All candidates of all units, in the order of the units and of the catalogue, and the moment that a policy chooses in.
struct Choice {
  learn::Moment moment;
  std::vector<Offer> offers;  ///< one for each action
};
Choice all_offers(std::vector<UnitWork>& units, double budget_s, double seconds_left);

}  // namespace velox::agents
