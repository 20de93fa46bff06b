// SPDX-License-Identifier: Apache-2.0
// What is known about builtin and standard-library classes, methods and functions: results, and whether they can run
// somebody else's code. Facts from the library reference and CPython 3.9 to 3.14 sources.
#pragma once

#include <cstdint>
#include <string_view>

namespace velox::analysis {

/// Exact classes that the analyses tell apart. `bottom`: no value seen yet (also the element of an empty list);
/// `unknown`: anything.
enum class T : std::uint8_t {
  bottom,
  unknown,
  none,
  boolean,
  integer,
  real,
  complex,
  str,
  bytes,
  bytearray,
  list,
  tuple,
  set,
  frozenset,
  dict,
  deque,
  default_dict,
  ordered_dict,
  counter,
  range,
  generator,
  coroutine,
  enumerate,
  zip,
  map,
  filter,
  reversed,
  keys,
  values,
  items,
  function,
  pattern,
  ellipsis,
  ndarray,  ///< of numpy; its element is the class of its items, or ndarray again when it has two axes or more
  frame,    ///< pandas.DataFrame; its element is the class of the items of a row, when all have one
  series,   ///< pandas.Series; its element is the class of its items
  float64,
  float32,
  int64,
  int32,
  uint8,
  numpy_bool
};

/// "list", "collections.deque", ...; "None" for none; empty for bottom and unknown.
std::string_view name_of(T type);
/// The type of that class name ("builtins." may stand before it); unknown when it is none of ours.
T type_named(std::string_view name);

/// None, bool, int, float, str, bytes: immutable, hashable by value, no code of the program's own runs in their operators.
bool is_scalar(T type);
/// int, bool, float, complex.
bool is_number(T type);
bool is_immutable(T type);
/// Containers whose length, truth and iteration run no code of the program's own.
bool is_plain_container(T type);
bool is_mapping(T type);
/// numpy's float64, int64, bool_ and the like: what an array of numbers holds. Immutable.
bool is_item(T type);
/// numpy.ndarray, pandas.DataFrame, pandas.Series.
bool is_table(T type);
/// An object that changes when it is iterated over.
bool is_iterator(T type);

/// What a method does with its receiver and arguments.
enum class Adds : std::uint8_t { nothing, first, second, each_of_first };
struct Method {
  T result = T::unknown;
  T element = T::unknown;  ///< of the result
  bool mutates = false;
  bool same_elements = false;  ///< the result has the receiver's elements (copy)
  bool gives_element = false;  ///< the result is one of the receiver's elements (pop)
  bool compares = false;       ///< compares or hashes elements or arguments: pure only if those are scalars
  bool renders = false;        ///< turns arguments into text
  Adds adds = Adds::nothing;
};
/// Null when the class or method is not known.
const Method* find_method(T receiver, std::string_view name);
/// A name that a method of some builtin class or of the library's collections has.
bool is_builtin_method(std::string_view name);

/// When a function runs only the interpreter's own code.
enum class Needs : std::uint8_t {
  nothing,   ///< always
  plain,     ///< all arguments are builtin scalars or containers, whatever is in them
  scalars,   ///< all arguments are scalars or containers of scalars
  rendered,  ///< as scalars, values of dicts included
  arrays,    ///< all arguments are numbers or arrays of numbers
  unknown    ///< never known
};
struct Function {
  T result = T::unknown;
  T element = T::unknown;
  Needs needs = Needs::unknown;
  bool same_elements = false;  ///< the result's elements are those of the first argument
  bool io = false;
  bool nondeterministic = false;
  bool keeps = false;  ///< the result refers to the arguments (iter, enumerate, zip, map)
};
/// By resolved dotted name ("len", "math.sqrt", "collections.deque"). Null when not known.
const Function* find_function(std::string_view dotted);

}  // namespace velox::analysis
