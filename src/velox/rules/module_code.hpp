// SPDX-License-Identifier: Apache-2.0
// What the code of the whole module shows about an object: by which other names it goes, and which functions of the module
// a piece of code may run, also without a visible call (properties, descriptors, operators). By name only: what objects are
// at run time is not known, so that absence of a change is no proof. Pure functions.
#pragma once

#include <vector>

#include "velox/rules/rewrite.hpp"

namespace velox::rules {

/// The functions of the module that `region` may run, through their own calls too: functions that are named, methods and
/// properties whose attribute name occurs, special methods of the module's classes.
std::vector<Node> functions_run_in(const Facts& facts, Node region);
/// Those of them that it, or what it calls, names.
std::vector<Node> functions_named_in(const Facts& facts, Node region);

/// A place in `region`, or in a function that it may run, where the object behind a name or dotted name is visibly changed,
/// rebound or given away, under this or another name that the module's assignments give it. Null when there is none.
Node visible_change(const Facts& facts, Node path, Node region);

/// As visible_change, but only in the functions that `region` may run.
Node changed_behind(const Facts& facts, Node path, Node region);

/// An attribute in `expression` whose reading runs code of this module that does more than compute; null when there is none.
Node acting_property(const Facts& facts, Node expression);

}  // namespace velox::rules
