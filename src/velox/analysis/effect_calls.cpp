// SPDX-License-Identifier: Apache-2.0
// What calls can do: functions of the standard library by table, methods by the receiver's class, functions of the module
// by their summaries.
#include <algorithm>
#include <cctype>

#include "velox/analysis/effect_walk.hpp"

namespace velox::analysis {

void EffectWalk::visit_call(NodeIndex i) {
  const auto function = tree_.child(i, Field::function);
  const auto name = scopes_.resolve(function);
  if (!name.empty()) {
    visit_known_call(i, name);
  } else if (tree_.is(function, Kind::attribute_k)) {
    visit_method_call(i, function);
  } else {
    const auto definition = scopes_.function_named_by(function);
    if (definition == kNone)
      out_.calls_unknown = true;
    else
      visit_user_call(i, definition);
  }
}

// Positional arguments; a lone generator expression is one. Splats stand for themselves.
static std::vector<NodeIndex> arguments_of(const Tree& tree, NodeIndex call) {
  const auto list = tree.child(call, Field::arguments);
  if (tree.is(list, Kind::generator_expression_k)) return {list};
  auto all = tree.children(list);
  std::erase_if(all, [&](NodeIndex c) { return tree.is(c, Kind::keyword_argument_k); });
  return all;
}

void EffectWalk::visit_isinstance(NodeIndex call) {
  const auto arguments = arguments_of(tree_, call);
  if (arguments.size() != 2) {
    out_.calls_unknown = true;
    return;
  }
  std::vector<NodeIndex> classes = {tree_.strip(arguments[1])};
  if (tree_.is(classes[0], Kind::tuple_k)) classes = tree_.children(classes[0]);
  for (const auto c : classes) {
    if (type_named(scopes_.resolve(c)) == T::unknown) out_.calls_unknown = true;
  }
}

void EffectWalk::visit_known_call(NodeIndex call, const std::string& name) {
  if (name == "isinstance") return visit_isinstance(call);
  const auto arguments = arguments_of(tree_, call);
  const bool exception = is_builtin_name(name) && std::isupper(static_cast<unsigned char>(name[0])) != 0;
  if (exception || (name == "type" && arguments.size() == 1)) return;
  const auto* function = find_function(name);
  if (function == nullptr) {
    const auto dot = name.find('.');
    const bool asks_system = name.starts_with("os.") || name.starts_with("sys.std") ||
                             name.starts_with("subprocess.") || name.starts_with("socket.") ||
                             name.starts_with("shutil.");
    out_.io |= asks_system;
    out_.nondeterministic |= dot != std::string::npos && (name.starts_with("random.") || name.starts_with("time.") ||
                                                          name.starts_with("uuid.") || name.starts_with("secrets."));
    out_.calls_unknown = true;
    return;
  }
  // One more array than it takes would be where the result is put.
  const std::size_t most =
      name == "numpy.where"                                                                                ? 3
      : name == "numpy.minimum" || name == "numpy.maximum" || name == "numpy.hypot" || name == "numpy.dot" ? 2
                                                                                                           : 1;
  if (function->needs == Needs::arrays && arguments.size() > most) out_.calls_unknown = true;
  out_.io |= function->io;
  out_.nondeterministic |= function->nondeterministic;
  if (name.starts_with("random.")) out_.writes = true;  // the generator's state
  for (const auto argument : arguments) {
    const bool splat = tree_.is(argument, Kind::list_splat_k) || tree_.is(argument, Kind::dictionary_splat_k);
    if (!satisfies(splat ? tree_.first(argument) : argument, function->needs)) out_.calls_unknown = true;
  }
}

// A function that is handed to a builtin which calls it (key=).
void EffectWalk::callable(NodeIndex value) {
  value = tree_.strip(value);
  if (tree_.is(value, Kind::none_k)) return;
  if (tree_.is(value, Kind::lambda_k)) {
    const auto body = EffectWalk(analysis_, tree_.child(value, Field::body), scopes_.opened_by(value), reads_).run();
    out_.writes |= body.writes;
    out_.calls_unknown |= body.calls_unknown;
    out_.io |= body.io;
    out_.nondeterministic |= body.nondeterministic;
    out_.awaits_or_yields |= body.awaits_or_yields;
    out_.reads_attributes |= body.reads_attributes;
    out_.certainty = std::max(out_.certainty, body.certainty);
    out_.reads.insert(body.reads.begin(), body.reads.end());
    return;
  }
  const auto name = scopes_.resolve(value);
  const auto* function = find_function(name);
  const bool method = name.starts_with("str.") && find_method(T::str, std::string_view(name).substr(4)) != nullptr;
  const bool simple =
      function != nullptr && function->needs != Needs::unknown && !function->io && !function->nondeterministic;
  if (!simple && !method) out_.calls_unknown = true;  // its arguments are the scalars that the call itself needs
}

void EffectWalk::keyword(NodeIndex argument) {
  const auto call = tree_.parent(tree_.parent(argument));
  if (!tree_.is(call, Kind::call_k)) return;
  const auto name = tree_.text(tree_.child(argument, Field::name));
  const auto value = tree_.child(argument, Field::value);
  if (name == "key") return callable(value);
  if (name == "file") {
    out_.calls_unknown = true;
    return;
  }
  const auto function = tree_.child(call, Field::function);
  const bool user = scopes_.function_named_by(function) != kNone;
  if (!user && !scalars(value)) out_.calls_unknown = true;
}

void EffectWalk::visit_method_call(NodeIndex call, NodeIndex function) {
  const auto receiver = tree_.child(function, Field::object);
  const auto self = type(receiver);
  const auto name = tree_.text(tree_.child(function, Field::attribute));
  const auto* method = find_method(self.name, name);
  if (method == nullptr) {
    out_.calls_unknown = true;
    return;
  }
  if (method->mutates) change(receiver);
  const auto arguments = arguments_of(tree_, call);
  // Objects bring operators of their own, and an argument may be where the result is put.
  if (self.name == T::ndarray && (!holds_items(self) || !arguments.empty())) out_.calls_unknown = true;
  if (name == "join" && !arguments.empty()) {
    if (!plain(arguments[0])) out_.calls_unknown = true;
    return;
  }
  const bool lookup =
      is_mapping(self.name) && (name == "get" || name == "pop" || name == "setdefault" || name == "move_to_end");
  if (lookup) {
    if (arguments.empty() || !hashable_value(type(arguments[0]))) out_.calls_unknown = true;
    return;
  }
  if (method->adds == Adds::each_of_first) {
    for (const auto a : arguments) {
      if (!plain(a)) out_.calls_unknown = true;
    }
  }
  if (method->compares) {
    if (!is_scalar(self.name) && !self.hashable && self.name != T::pattern && self.name != T::bytearray &&
        self.name != T::range)
      out_.calls_unknown = true;
    for (const auto a : arguments) {
      if (!scalars(tree_.is(a, Kind::list_splat_k) ? tree_.first(a) : a)) out_.calls_unknown = true;
    }
  }
  if (method->renders) {
    for (const auto a : arguments)
      render(tree_.is(a, Kind::list_splat_k) || tree_.is(a, Kind::dictionary_splat_k) ? tree_.first(a) : a);
  }
  if (name == "most_common" && !self.hashable) out_.calls_unknown = true;
}

void EffectWalk::visit_user_call(NodeIndex call, NodeIndex definition) {
  const auto* known = analysis_.summary(definition);
  if (known == nullptr) {
    out_.calls_unknown = true;
    return;
  }
  if (types_.returned_by(definition).name == T::generator || tree_.is_async(definition))
    return;  // the body does not run yet
  const auto& e = known->effects;
  out_.writes |= e.writes;
  out_.calls_unknown |= e.calls_unknown;
  out_.io |= e.io;
  out_.nondeterministic |= e.nondeterministic;
  out_.reads_attributes |= e.reads_attributes;
  out_.certainty = std::max(out_.certainty, e.certainty);
  const bool changes = std::find(known->changes.begin(), known->changes.end(), true) != known->changes.end();
  if (!changes) return;
  std::size_t position = 0;
  for (auto c = tree_.first(tree_.child(call, Field::arguments)); c != kNone; c = tree_.next(c), ++position) {
    const bool named = tree_.is(c, Kind::keyword_argument_k) || tree_.is(c, Kind::list_splat_k) ||
                       tree_.is(c, Kind::dictionary_splat_k);
    if (named)
      out_.writes = true;
    else if (position >= known->changes.size() || known->changes[position])
      change(c);
  }
}

}  // namespace velox::analysis
